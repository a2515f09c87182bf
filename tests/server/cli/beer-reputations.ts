import { sql } from 'drizzle-orm'
import { rowsOf } from '#server/cli/stackexchange/dump.ts'
import { recomputeReputation, recomputeScores, reckonTopic } from '#server/reputation/index.ts'
import { expect, type World } from '#tests/world.ts'

/** What Stack Exchange gives for an account on another of its sites; the dump does not say to whom. */
const associationBonus = 100

/**
 * The ledger of an imported site beside the reputations of its dump, which was made before question votes were worth 10.
 * What is left differs through what a dump does not show: who cast a down vote on an answer (+1 each), suggested edits of
 * tag texts and of posts deleted since (-2 each), and votes on posts deleted since (-10 and more).
 */
export async function provesReputations(world: World, folder: string) {
  // what came in one transaction was never seen by the planner
  await world.db.execute(sql`analyze posts, topics, votes, post_revisions, members, post_bounties`)
  const importing = { ...world.ctx, origin: 'import' as const }
  const finished = await world.told('topic.imported')
  const some = finished.filter((_, place) => place % 30 === 0)
  for (const fact of some) await reckonTopic.run(importing, fact)
  await recomputeReputation(world.ctx)
  await recomputeScores(world.ctx)
  const before = await ledgers(world)

  for (const fact of some.reverse()) await reckonTopic.run(importing, fact)
  expect(await recomputeReputation(world.ctx)).toMatchObject({ moved: 0 })
  await recomputeScores(world.ctx)
  expect(await ledgers(world)).toEqual(before)
  expect(before).toMatchObject({ scoresAstray: 0, shownAstray: 0, countsHidden: 0 })

  const { members, off } = await compare(world, folder)
  const within = (most: number) => off.filter((one) => Math.abs(one) <= most).length
  const often = new Map<number, number>()
  for (const one of off) if (one !== 0) often.set(one, (often.get(one) ?? 0) + 1)
  const rest = [...often].sort((a, b) => b[1] - a[1]).map(([one, times]) => `${one}: ${times}`)
  console.info(
    `reputation as in the dump for ${within(0)} of ${members} members, within 10 for ${within(10)}; ours less theirs, ${rest.join(', ')}`,
  )
  expect(members).toBe(657)
  expect(within(0)).toBeGreaterThanOrEqual(529)
  expect(within(10)).toBeGreaterThanOrEqual(641)
}

async function ledgers(world: World) {
  const [found] = await world.db.execute(sql`select
    (select count(*)::int from reputation_entries) as people, (select count(*)::int from score_entries) as content,
    (select count(*)::int from posts p where p.score <>
      coalesce((select sum(amount) from score_entries e where e.post_id = p.id), 0)) as "scoresAstray",
    (select count(*)::int from posts where counts_hidden_until is not null) as "countsHidden",
    (select count(*)::int from members m where m.reputation <> greatest(1,
      (select coalesce(sum(amount), 0) from reputation_entries e where e.member_id = m.id))) as "shownAstray"`)
  return found
}

/** Of members whom votes, acceptances or bounties touched: ours less theirs, with or without the bonus. */
async function compare(world: World, folder: string) {
  const sums = await world.db.execute<{ user: string; sum: number }>(sql`
    select r.external_id as user, sum(e.amount)::int as sum
    from import_refs r join reputation_entries e on e.member_id = r.our_id::uuid
    where r.source = 'beer.stackexchange.com' and r.kind = 'user'
    group by 1 having bool_or(e.source_kind in ('vote', 'acceptance', 'bounty'))`)
  const ours = new Map([...sums].map((row) => [row.user, Math.max(1, row.sum)]))
  const off: number[] = []
  for await (const user of rowsOf(folder, 'Users')) {
    const sum = ours.get(user?.Id ?? '')
    if (sum === undefined) continue
    const plain = sum - Number(user?.Reputation)
    off.push(Math.abs(plain) <= Math.abs(plain + associationBonus) ? plain : plain + associationBonus)
  }
  return { members: off.length, off }
}
