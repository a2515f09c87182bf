import { and, asc, count, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { flags, type ReviewReason } from '#db/schema/moderation.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId, ReviewItemId } from '#server/core/ids.ts'
import { settingsOf } from '#server/settings/index.ts'
import { otherReason } from './citing.ts'
import { changeItem, endItem, type Item } from './items.ts'
import { type Accuracy, accuracyBonus } from './scoring.ts'

const standing = and(isNull(flags.judgedAt), isNull(flags.withdrawnAt))

/** A member's record as a flagger: judged flags, and those of them that were upheld (MOD-02). */
export async function accuracyOf(ctx: Pick<Ctx, 'db'>, memberId: MemberId): Promise<Accuracy> {
  const [row] = await ctx.db
    .select({ judged: count(), upheld: sql<number>`count(*) filter (where ${flags.upheld})::int` })
    .from(flags)
    .where(and(eq(flags.flaggerId, memberId), isNotNull(flags.judgedAt)))
  return { judged: row?.judged ?? 0, upheld: row?.upheld ?? 0 }
}

/** Flags of an item that nobody has judged yet, in the order in which they came. */
export const openFlags = (ctx: Pick<Ctx, 'db'>, itemId: ReviewItemId) =>
  ctx.db
    .select()
    .from(flags)
    .where(and(eq(flags.itemId, itemId), standing))
    .orderBy(asc(flags.at), asc(flags.id))

/** Brings score and reasons of a flagged item in line with its flags; one whose flags were all taken back ends. */
export async function weighItem(tx: Tx, item: Item) {
  if (item.kind !== 'flags' || item.state !== 'open') return
  const open = await openFlags(tx, item.id)
  if (open.length === 0 && item.autoHiddenAt === null) {
    await endItem(tx, item, { state: 'withdrawn', outcome: 'withdraw' })
    return changeItem(tx, item, {})
  }
  const flaggers = [...new Set(open.map((flag) => flag.flaggerId))]
  const records = await Promise.all(flaggers.map((flaggerId) => accuracyOf(tx, flaggerId)))
  const accurate = records.filter((record) => accuracyBonus(record) > 0).length
  await changeItem(tx, item, {
    score: open.reduce((sum, flag) => sum + flag.weight, 0),
    reasons: reasonsOf(open.length, accurate),
  })
}

const reasonsOf = (flagged: number, accurate: number): ReviewReason[] => [
  { key: 'moderation.reason.flags', params: { count: flagged } },
  ...(accurate > 0 ? [{ key: 'moderation.reason.accurate', params: { count: accurate } }] : []),
]

/** What flags weigh together towards an automatic effect: "illegal" and "other" never do (MOD-01). */
export async function hidingWeight(
  tx: Tx,
  itemId: ReviewItemId,
): Promise<{ weight: number; clause: string }> {
  const { neverHiding } = await settingsOf(tx)
  const open = (await openFlags(tx, itemId)).filter(
    (flag) => flag.clause !== otherReason && !neverHiding.includes(flag.clause),
  )
  const byClause = new Map<string, number>()
  for (const { clause, weight } of open) byClause.set(clause, (byClause.get(clause) ?? 0) + weight)
  const [heaviest] = [...byClause].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return { weight: open.reduce((sum, flag) => sum + flag.weight, 0), clause: heaviest?.[0] ?? '' }
}

/** Unjudged flags that can act by themselves, of a topic or about a member: their weight and how many people raised them. */
export async function flagsAgainst(
  tx: Tx,
  whom: { topicId: NonNullable<Item['topicId']> } | { memberId: MemberId },
): Promise<{ weight: number; people: number; clause: string }> {
  const { neverHiding } = await settingsOf(tx)
  const passive = [otherReason, ...neverHiding]
  const [row] = await tx.db
    .select({
      weight: sql<number>`coalesce(sum(${flags.weight}), 0)::float`,
      people: sql<number>`count(distinct ${flags.flaggerId})::int`,
      clause: sql<string | null>`mode() within group (order by ${flags.clause})`,
    })
    .from(flags)
    .where(
      and(
        'topicId' in whom ? eq(flags.topicId, whom.topicId) : eq(flags.memberId, whom.memberId),
        standing,
        sql`${flags.clause} <> all(${sql.param(passive)}::text[])`,
      ),
    )
  return { weight: row?.weight ?? 0, people: row?.people ?? 0, clause: row?.clause ?? '' }
}
