export * from './event-lines.js';
export * from './gate.js';
export * from './rig.js';
