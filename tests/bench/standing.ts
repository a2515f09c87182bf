import { readFileSync } from 'node:fs'
import { system } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { recomputeReputation, recomputeScores, recomputeStanding } from '#server/reputation/index.ts'
import { type Figures, tell } from './figures.ts'
import { fillForum } from './forum.ts'
import type { Place, Places } from './places.ts'

const votesPerPost = 4
const atMostMinutes = 10

/** Both ledgers, ranks and badges of a whole site worked out from the first day: how long, and in how much memory. */
export async function measureStanding(
  places: Places,
  figures: Figures,
  { members, posts }: { members: number; posts: number },
) {
  const place = await places.database('standing')
  await fillForum(place, posts, members)
  const votes = await castVotes(place, members)
  tell(`    ${members} members, ${posts} posts and ${votes} votes written`)

  const ctx = makeCtx({ db: place.db, actor: system('bench'), now: new Date(), requestId: 'bench' })
  const of = `${members} members, ${posts} posts, ${votes} votes`
  let minutes = 0
  const time = async (name: string, work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    const seconds = (performance.now() - began) / 1000
    minutes += seconds / 60
    figures.add({ name: `recompute of ${name}`, value: seconds, unit: 's' })
  }
  await time('content', () => recomputeScores(ctx))
  await time('reputation', () => recomputeReputation(ctx))
  await time('ranks and badges', () => recomputeStanding(ctx))
  figures.add({ name: `recompute of ${of}`, value: minutes, unit: 'min', most: atMostMinutes })
  await time('reputation, when nothing changed', () => recomputeReputation(ctx))
  figures.add({
    name: 'recompute, memory of the command',
    value: process.resourceUsage().maxRSS / 1024,
    unit: 'MB',
  })
  figures.add({ name: 'recompute, largest backend', value: await largestBackend(place), unit: 'MB' })

  const [off] = await place.sql<{ members: number; posts: number }[]>`select
    (select count(*)::int from members m where m.reputation <> greatest(1,
      (select coalesce(sum(amount), 0) from reputation_entries e where e.member_id = m.id))) as members,
    (select count(*)::int from posts p where p.score <>
      coalesce((select sum(amount) from score_entries e where e.post_id = p.id), 0)) as posts`
  if (off?.members !== 0 || off.posts !== 0) throw new Error(`astray: ${JSON.stringify(off)}`)
}

/** Four votes on each post by as many others, one in ten down, within days of it; and one accepted answer a topic. */
async function castVotes({ sql }: Place, members: number): Promise<number> {
  await sql`create table people as select id, row_number() over (order by handle) - 1 as n from members`
  await sql`create unique index people_n on people (n)`
  await sql`analyze people`
  const cast = await sql`insert into votes (id, post_id, member_id, value, at)
    select uuidv7(), p.id, m.id, case when v.n % 10 = 0 then -1 else 1 end, p.created_at + v.k * interval '9 hours'
    from (select p.id, p.author_id, p.created_at, k, row_number() over () as n
        from posts p cross join generate_series(1, ${votesPerPost}) k) v
      join posts p on p.id = v.id join people m on m.n = (v.n * 31 + v.k * 977) % ${members}
    where m.id <> p.author_id on conflict do nothing`
  await sql`update posts p set accepted_at = p.created_at + interval '1 day', accepted_by = t.author_id
    from topics t where t.id = p.topic_id and p.number = 3`
  await sql`drop table people`
  await sql`vacuum analyze`
  return cast.count
}

/** The most memory that a server process of this database has held so far, in MB, where the machine tells it. */
async function largestBackend({ sql }: Place): Promise<number> {
  const backends = await sql<
    { pid: number }[]
  >`select pid from pg_stat_activity where datname = current_database()`
  const held = backends.map(({ pid }) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  })
  return Math.max(0, ...held)
}
