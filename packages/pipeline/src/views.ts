export { asHtml } from './tell/graph-html.js';
export { asDot, asMermaid, type Describe } from './tell/graph-text.js';
export {
  type FamilyView,
  type GraphView,
  type StageState,
  type StageView,
  viewGraph,
} from './tell/graph-view.js';
export {
  type ChainWords,
  describeChainLine,
  type ReasonChainLine,
  type ReasonChainSources,
  type ReasonChainState,
  reasonChain as story,
} from './tell/reason-chain.js';
