import type { Clock } from '#server/core/clock.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { startMissing, sweepDue } from '#server/escalation/index.ts'
import { reopenDue } from '#server/forum/index.ts'
import { showDueCounts } from '#server/forum/index.ts'
import { pruneProofs, pruneSessions } from '#server/identity/index.ts'
import { pruneLetters } from '#server/mail/index.ts'
import { closeStale, endSanctions, publishWaiting } from '#server/moderation/index.ts'
import { prunePushes } from '#server/notifications/index.ts'
import { findIrregularities, lookAtSilent, sweepStanding } from '#server/reputation/index.ts'
import { pruneInterrupted } from '#server/terms/index.ts'

/** What a sweep is given: a System ctx stamped by the clock once, and the clock for sweeps that work back to back. */
export type Sweep = { name: string; run(ctx: Ctx, clock: Clock): Promise<unknown> }

/**
 * Sweeps that each worker runs for itself, every so many seconds: they claim rows with `skip locked`, so that several
 * workers share the work without a leader. A round begins only when the one before has ended.
 */
export const continual: readonly (Sweep & { everySeconds: number })[] = [
  { name: 'escalation.sweepDue', everySeconds: 5, run: sweepDue },
  { name: 'forum.showCounts', everySeconds: 15, run: showDueCounts },
  { name: 'reputation.sweepStanding', everySeconds: 5, run: sweepStanding },
]

/** Sweeps that run once per slot in the whole installation, whole minutes in UTC, kept by pg-boss. */
export const periodic: readonly (Sweep & { cron: string })[] = [
  { name: 'escalation.startMissing', cron: '* * * * *', run: startMissing },
  { name: 'moderation.publishWaiting', cron: '* * * * *', run: publishWaiting },
  { name: 'moderation.endSanctions', cron: '* * * * *', run: endSanctions },
  { name: 'moderation.closeStale', cron: '7 3 * * *', run: closeStale },
  { name: 'forum.reopenDue', cron: '* * * * *', run: reopenDue },
  { name: 'reputation.lookAtSilent', cron: '* * * * *', run: lookAtSilent },
  { name: 'reputation.findIrregularities', cron: '41 2 * * *', run: findIrregularities },
  { name: 'identity.pruneSessions', cron: '17 3 * * *', run: pruneSessions },
  { name: 'identity.pruneProofs', cron: '22 3 * * *', run: pruneProofs },
  { name: 'mail.pruneLetters', cron: '27 3 * * *', run: pruneLetters },
  { name: 'notifications.prunePushes', cron: '37 3 * * *', run: prunePushes },
  { name: 'terms.pruneInterrupted', cron: '32 3 * * *', run: pruneInterrupted },
]
