/**
 * A mistake of the person who writes a pipeline, such as two stages of one name or a task that is not built. The message
 * tells it whole, so a program can show it without a stack trace.
 */
export class PipelineMistake extends Error {
  override readonly name: string = 'PipelineMistake';
}
