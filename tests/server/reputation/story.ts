import { asc, eq, sql } from 'drizzle-orm'
import { events, members, reputationEntries } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import type { FactType, StoredFact } from '#server/core/events.ts'
import type { Reaction } from '#server/core/reaction.ts'
import { reactions } from '#jobs/reactions.ts'
import type { World } from '#tests/world.ts'
import { storyOf } from '../forum/story.ts'

type Tail<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never

const ofReputation = (type: FactType) =>
  (reactions[type] as readonly Reaction<FactType>[]).filter(({ name }) => name.startsWith('reputation.'))

/** The forum's story, and what reputation makes of it. */
export async function standingOf(world: World, ...how: Tail<Parameters<typeof storyOf>>) {
  const heard = new Set<string>()

  /** Runs what reputation does about every fact not heard yet, in the order given. */
  const hears = async (inOrder: (facts: StoredFact[]) => StoredFact[] = (facts) => facts) => {
    const told = (await world.db.select().from(events).orderBy(asc(events.id))) as StoredFact[]
    for (const fact of inOrder(told.filter(({ id }) => !heard.has(id)))) {
      heard.add(fact.id)
      for (const reaction of ofReputation(fact.type)) await reaction.run(world.ctx, fact)
    }
  }
  const entries = (who: Member) =>
    world.db
      .select()
      .from(reputationEntries)
      .where(eq(reputationEntries.memberId, who.memberId))
      .orderBy(asc(reputationEntries.at), asc(reputationEntries.turn))
  const sum = async (who: Member) => (await entries(who)).reduce((total, { amount }) => total + amount, 0)
  const shown = async (who: Member) => {
    const [row] = await world.db
      .select({ reputation: members.reputation })
      .from(members)
      .where(eq(members.id, who.memberId))
    return row?.reputation
  }
  /** What the ledger holds of every source, whatever turns led there; the point that all begin with left out. */
  const standing = async () => {
    const rows = await world.db.execute<{ key: string; amount: number }>(
      sql`select concat_ws(' ', member_id, reason, source_kind, source_id, day) as key, sum(amount)::int as amount
        from reputation_entries where reason <> 'joined' group by 1 having sum(amount) <> 0 order by 1`,
    )
    return [...rows].map(({ key, amount }) => `${key} ${amount}`)
  }
  return { ...(await storyOf(world, ...how)), hears, entries, sum, shown, standing }
}
