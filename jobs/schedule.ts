import type { Clock } from '#server/core/clock.ts'
import type { Ctx } from '#server/core/ctx.ts'

/** What a sweep is given: a System ctx stamped by the clock once, and the clock for sweeps that work back to back. */
export type Sweep = { name: string; run(ctx: Ctx, clock: Clock): Promise<unknown> }

/**
 * Sweeps that each worker runs for itself, every so many seconds: they claim rows with `skip locked`, so that several
 * workers share the work without a leader. A round begins only when the one before has ended.
 */
export const continual: readonly (Sweep & { everySeconds: number })[] = []

/** Sweeps that run once per slot in the whole installation, whole minutes in UTC, kept by pg-boss. */
export const periodic: readonly (Sweep & { cron: string })[] = []
