// Before the tests: packs every package, and finds a Node of each version that we support.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type PackedPackage, packAll } from '../scripts/packages/pack.js';
import { type NodeProgram, nodePrograms } from './support/node-programs.js';

declare module 'vitest' {
  interface ProvidedContext {
    readonly packed: readonly PackedPackage[];
    readonly nodes: readonly NodeProgram[];
    /** A folder for the projects that install them. */
    readonly projects: string;
  }
}

export function setup(project: TestProject): void {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  project.provide('nodes', nodePrograms());
  project.provide('packed', packAll(folder));
  project.provide('projects', folder);
}
