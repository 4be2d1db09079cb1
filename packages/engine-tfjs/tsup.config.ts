import { library } from '../../tsup.base.js';

// Optional dependencies are not taken for external by themselves.
export default library({ external: ['@tensorflow/tfjs-node'] });
