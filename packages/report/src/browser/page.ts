import { wirePage } from './wire-page.js';

wirePage();
