import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that start programs, in the folder `test` of a package, and those of native TensorFlow.js. */
const programs = /[/]test[/]|[/]engine-tfjs[/]src[/]/;

/** Runs the files that take longest first, so that the short ones fill the end. */
export class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isFirst = ({ moduleId }: TestSpecification) => programs.test(moduleId);
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}
