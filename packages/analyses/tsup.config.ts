import { library } from '../../tsup.base.js';

export default library({ tasks: () => import('@superposition/pipeline/bundle-tasks') });
