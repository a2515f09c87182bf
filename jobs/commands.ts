import type { Ctx } from '#server/core/ctx.ts'

/** What is alive in a worker and not in a ctx. */
export type Tools = { carrier: null }

/** Carries out a command that a room enqueued. Delivery is at least once, as with reactions. */
export type Command = {
  queue: string
  /** Attempts after the first, with pauses that double from `pauseSeconds` up to an hour. */
  retries: number
  pauseSeconds: number
  run(ctx: Ctx, payload: unknown, tools: Tools): Promise<unknown>
}

/** Every command that rooms enqueue, on one page. */
export const commands: readonly Command[] = []
