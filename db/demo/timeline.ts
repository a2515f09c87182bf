import type { Ctx } from '#server/core/ctx.ts'
import type { Handle } from './members.ts'

/** One thing that happened, at its time. */
export type Step = { at: Date; run: (ctx: Ctx) => Promise<unknown> }

/** The same place and moment for a member of the community. */
export type As = (ctx: Ctx, handle: Handle) => Ctx

const recent = 4 * 86_400_000

/** Runs the past in its order. What is older than four days is nobody's news any more, and told as an import. */
export async function relive(ctx: Ctx, steps: readonly Step[]) {
  const { origin: _, ...present } = ctx
  for (const { at, run } of [...steps].sort((a, b) => a.at.getTime() - b.at.getTime()))
    await run(ctx.now.getTime() - at.getTime() < recent ? { ...present, now: at } : { ...ctx, now: at })
}
