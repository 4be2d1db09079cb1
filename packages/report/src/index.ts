export * from './figure.js';
export * from './page/assemble.js';
export * from './page/diff-reports.js';
export * from './page/page.js';
export * from './provenance.js';
export * from './read-assets.js';
export * from './page/report-facts.js';
export * from './pipeline.js';
