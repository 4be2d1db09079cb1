import { describe, it } from 'vitest';
import { engineContract } from '../testing/engine-contract.js';
import { trainReference } from '../public/engines.js';

engineContract('reference', { open: async () => trainReference, agreement: 0 }, { describe, it });
