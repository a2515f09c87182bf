/** A start that cannot go on: `message` names the cause, `next` the step that helps. */
export class StartProblem extends Error {
  readonly next: string

  constructor(message: string, next: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartProblem'
    this.next = next
  }
}

/** The `code` of a system error such as ENOENT, or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
