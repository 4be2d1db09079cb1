/**
 * A wrong call by the person who writes a pipeline, such as two stages of one name. Others see a `TypeError`. The message tells
 * it whole, so a program can show it without a stack trace.
 */
export class PipelineMistake extends TypeError {}
