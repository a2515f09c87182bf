import type { CoverageSnapshot } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId, MemberId, ProductId } from '#server/core/ids.ts'
import { type Candidate, coverage } from '#server/crm/index.ts'
import { dueAt } from './calendar.ts'
import { newestCalendar, type StoredCalendar } from './calendars.ts'
import { fallbackKey, newestPolicies, type Policy } from './policies.ts'

type Asked = {
  level: string | null
  productId: ProductId | null
  boardId: BoardId | null
  severity: number
  at: Date
}
type Chosen = { policy: Policy; calendar: StoredCalendar | null; dueAt: Date | null }

/** What a covered question is promised, and by which contract; or why not, for `crm.coverage.<reason>`. */
export type Entitlement =
  | (Chosen & { entitled: true; candidate: Candidate; snapshot: CoverageSnapshot })
  | { entitled: false; reason: string }

/**
 * Coverage and policy together: candidates that name the product before general ones, then the earliest due, then the
 * later end, then the id (CRM-07, decision 41). The snapshot keeps every candidate, so that a trace can be read later.
 */
export async function entitlement(
  ctx: Pick<Ctx, 'db' | 'settings'>,
  asked: { memberId: MemberId; boardId: BoardId; severity: number; at: Date; enforcedAt: Date },
): Promise<Entitlement> {
  const covered = await coverage(ctx, { memberId: asked.memberId, boardId: asked.boardId, at: asked.at })
  if (!covered.covered) return { entitled: false, reason: covered.reason }
  const { weighed, best } = await weigh(ctx, covered.candidates, { ...asked, at: asked.enforcedAt })
  if (!best) return { entitled: false, reason: 'no-policy' }
  const { candidate, chosen } = best
  const snapshot: CoverageSnapshot = {
    contractId: candidate.contractId,
    reference: candidate.reference,
    accountId: candidate.accountId,
    contactId: candidate.contactId,
    level: candidate.level,
    productId: candidate.productId,
    endsAt: candidate.endsAt.toISOString(),
    candidates: weighed.map((one) => ({
      contractId: one.candidate.contractId,
      reference: one.candidate.reference,
      level: one.candidate.level,
      policyKey: one.chosen?.policy.key ?? null,
      dueAt: one.chosen?.dueAt?.toISOString() ?? null,
    })),
  }
  return { entitled: true, candidate, ...chosen, snapshot }
}

/** Each contract that covers with the policy it selects, and the best of those that have one. */
export async function weigh(
  ctx: Pick<Ctx, 'db'>,
  candidates: readonly Candidate[],
  asked: { boardId: BoardId | null; severity: number; at: Date },
) {
  const weighed = await Promise.all(
    candidates.map(async (candidate) => ({
      candidate,
      chosen: await policyFor(ctx, { ...asked, level: candidate.level, productId: candidate.productId }),
    })),
  )
  const [best] = weighed
    .flatMap(({ candidate, chosen }) => (chosen ? [{ candidate, chosen }] : []))
    .sort(
      (a, b) =>
        Number(b.candidate.specific) - Number(a.candidate.specific) || moment(a.chosen) - moment(b.chosen),
    )
  return { weighed, best: best ?? null }
}

/** The most specific policy that is switched on: board, product, severity, level; then the earliest due; then the key. */
export async function policyFor(ctx: Pick<Ctx, 'db'>, asked: Asked): Promise<Chosen | null> {
  const fitting = (await newestPolicies(ctx)).filter(
    (policy) => policy.active && policy.enforceFrom <= asked.at && fits(policy, asked),
  )
  const chosen = await Promise.all(
    fitting.map(async (policy): Promise<Chosen> => {
      const calendar = policy.calendarKey ? await newestCalendar(ctx, policy.calendarKey) : null
      const seconds = policy.nrSeconds ?? policy.nsSeconds
      const clock = policy.nrSeconds === null ? policy.nsClock : policy.nrClock
      return {
        policy,
        calendar,
        dueAt: seconds === null ? null : dueAt(asked.at, { seconds, clock }, { calendar }),
      }
    }),
  )
  chosen.sort(
    (a, b) =>
      specificity(b.policy) - specificity(a.policy) ||
      moment(a) - moment(b) ||
      (a.policy.key < b.policy.key ? -1 : 1),
  )
  return chosen[0] ?? null
}

const moment = (chosen: Chosen) => chosen.dueAt?.getTime() ?? Infinity

const fits = ({ match }: Policy, asked: Asked) =>
  (match.boardId === undefined || match.boardId === asked.boardId) &&
  (match.productId === undefined || match.productId === asked.productId) &&
  (match.severity === undefined || match.severity === asked.severity) &&
  (match.level === undefined || match.level.toLowerCase() === asked.level?.toLowerCase())

/** The policy called `default` comes after every other. */
const specificity = ({ key, match }: Policy) =>
  (match.boardId ? 8 : 0) +
  (match.productId ? 4 : 0) +
  (match.severity ? 2 : 0) +
  (match.level ? 1 : 0) -
  (key === fallbackKey ? 16 : 0)
