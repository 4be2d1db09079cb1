import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that start programs: those in the folder `test` of a package, and some beside what they test. */
const programs =
  /[/]test[/]|[/]engine-tfjs[/]src[/]|[/](kill|many-stages|mixed-drivers|server-stores|sqlite-sharing)[.]test[.]ts$/;

/** Runs the files that take longest first, so that the short ones fill the end. */
export class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isFirst = ({ moduleId }: TestSpecification) => programs.test(moduleId);
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}
