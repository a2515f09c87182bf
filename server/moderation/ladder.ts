import { type LimitKind, type SanctionKind, sanctionKinds } from '#db/schema/moderation.ts'
import { type Restriction, type RestrictionKind, restrictionKinds } from '#server/core/actor.ts'
import type { StatementId } from '#server/core/ids.ts'

const day = 86_400_000

/** As much of a step as the rules ask of it. */
export type Step = { kind: SanctionKind; at: Date; liftedAs: 'early' | 'overturned' | null }
type Memory = { now: Date; strikeDays: number }

const heightOf = (kind: SanctionKind) => sanctionKinds.indexOf(kind)

/** Given in error it never counted; after the set time it counts no longer (MOD-16). */
export const counts = ({ at, liftedAs }: Step, { now, strikeDays }: Memory) =>
  liftedAs !== 'overturned' && at.getTime() > now.getTime() - strikeDays * day

/** Steps that count against a member: all but notes, which only remind moderators. */
export const strikesOf = <One extends Step>(steps: readonly One[], memory: Memory): One[] =>
  steps.filter((step) => step.kind !== 'note' && counts(step, memory))

/**
 * Whether this step leaves one out: each follows the one below it, as long as that counts. A post that was removed stands
 * for a note: it is on record as well.
 */
export function skips(
  kind: SanctionKind,
  { steps, removals, memory }: { steps: readonly Step[]; removals: number; memory: Memory },
): boolean {
  const standing = steps.filter((step) => counts(step, memory)).map((step) => heightOf(step.kind))
  const reached = Math.max(removals > 0 ? heightOf('note') : -1, ...standing)
  return heightOf(kind) > reached + 1
}

/** As much of a sanction as its effect follows from. */
export type Effective = {
  kind: SanctionKind
  limits: readonly LimitKind[]
  at: Date
  until: Date | null
  liftedAt: Date | null
  clauseTitle: string | null
  statementId: StatementId | null
}

const closes = ({ kind, limits }: Effective, what: RestrictionKind) =>
  kind === 'suspension' ? what === 'suspension' : kind === 'limit' && limits.some((limit) => limit === what)

/** What these sanctions close at a moment, each until the last of them ends: derived, so that no job has to lift it. */
export const restrictionsOf = (sanctions: readonly Effective[], now: Date): Restriction[] =>
  restrictionKinds.flatMap((kind) => {
    const [last] = sanctions
      .filter((one) => closes(one, kind) && one.liftedAt === null && one.until !== null && one.until > now)
      .sort((a, b) => (b.until?.getTime() ?? 0) - (a.until?.getTime() ?? 0))
    return last?.until
      ? [{ kind, until: last.until, clause: last.clauseTitle ?? '', statementId: last.statementId ?? '' }]
      : []
  })
