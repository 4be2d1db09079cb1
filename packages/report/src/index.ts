export * from './assemble.js';
export * from './diff-reports.js';
export * from './figure.js';
export * from './page.js';
export * from './pipeline.js';
export * from './provenance.js';
export * from './read-assets.js';
export * from './report-facts.js';
