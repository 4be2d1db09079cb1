import { library } from '../../tsup.base.js';

// tsup does not treat optional dependencies as external by itself.
export default library({ external: ['@tensorflow/tfjs-node'] });
