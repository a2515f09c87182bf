import { eq } from 'drizzle-orm'
import { badgeAwards, importRefs } from '#db/schema/index.ts'
import { recomputeStanding } from '#server/reputation/index.ts'
import { rowsOf } from '#server/cli/stackexchange/dump.ts'
import { expect, type World } from '#tests/world.ts'

/** Their name and our key. */
const compared = {
  Student: 'student',
  Teacher: 'teacher',
  Scholar: 'scholar',
  'Nice Answer': 'nice-answer',
  'Nice Question': 'nice-question',
  'Self-Learner': 'self-learner',
  Commentator: 'commentator',
  Supporter: 'supporter',
  'Popular Question': 'popular-question',
  'Notable Question': 'notable-question',
} as const
type Name = keyof typeof compared

/** How often each member has a badge, by their number there. */
type Tally = Map<string, number>
const add = (tally: Tally, who: string) => void tally.set(who, (tally.get(who) ?? 0) + 1)
const sum = (tally: Tally) => [...tally.values()].reduce((all, one) => all + one, 0)

/**
 * Ten badges against those the site itself gave. Ours are exactly those whose cause the dump still holds, counted a second
 * time here from its files; the site's are history, so what was deleted or fell since is theirs alone, and nothing is ours.
 */
export async function provesBadges(world: World, folder: string) {
  await recomputeStanding(world.ctx)
  const refs = await world.db.select().from(importRefs).where(eq(importRefs.kind, 'user'))
  const numberOf = new Map(refs.map(({ externalId, ourId }) => [ourId, externalId]))
  const ours = makeTallies()
  for (const { badge, memberId } of await world.db.select().from(badgeAwards))
    add(ours.of(badge), numberOf.get(memberId) ?? memberId)
  const theirs = makeTallies()
  for await (const row of rowsOf(folder, 'Badges')) if (row) add(theirs.of(row.Name ?? ''), row.UserId ?? '')
  const { held, had } = await causesIn(folder)

  const lines = Object.entries(compared).map(([name, key]) => {
    const [mine, dump] = [ours.of(key), theirs.of(name)]
    expect(new Map([...mine].sort()), name).toEqual(new Map([...held.of(name)].sort()))
    const both = [...dump].reduce((all, [who, times]) => all + Math.min(times, mine.get(who) ?? 0), 0)
    const alone = [...dump].filter(([who, times]) => times > (mine.get(who) ?? 0))
    const fell = alone.filter(([who]) => had.of(name).has(who)).length
    expect(sum(mine) - both, name).toBe(0)
    return `${name}: ${sum(mine)} by us, ${sum(dump)} by the site, ${both} by both, 0 ours alone. ${why(name as Name, { members: alone.length, fell })}`
  })
  console.info(lines.join('\n'))
}

function why(name: Name, { members, fell }: { members: number; fell: number }): string {
  if (name === 'Supporter') return 'A dump does not say who voted.'
  const gone = members - fell
  return [
    ...(fell > 0 ? [`${fell} members have a post that had the score once and fell below it`] : []),
    ...(gone > 0 ? [`of ${gone} the cause is not in the dump: deleted or taken back since`] : []),
  ].join('; ')
}

/** Tallies by the name of a badge, each made when it is first asked for. */
function makeTallies() {
  const all = new Map<string, Tally>()
  return {
    of(name: string): Tally {
      const tally = all.get(name) ?? new Map<string, number>()
      all.set(name, tally)
      return tally
    },
  }
}

type Post = {
  id: string
  kind: string
  by: string
  score: number
  parent: string
  accepted: string
  views: number
}

/** What the files hold of each rule: `held` now, `had` at some time, by votes in their order. */
async function causesIn(folder: string) {
  const posts = new Map<string, Post>()
  for await (const row of rowsOf(folder, 'Posts'))
    if (row?.Id && (row.PostTypeId === '1' || row.PostTypeId === '2'))
      posts.set(row.Id, {
        ...{ id: row.Id, kind: row.PostTypeId, by: row.OwnerUserId ?? '', score: Number(row.Score) },
        ...{
          parent: row.ParentId ?? '',
          accepted: row.AcceptedAnswerId ?? '',
          views: Number(row.ViewCount ?? 0),
        },
      })
  const held = makeTallies()
  const once = (name: Name, who: string) => void held.of(name).set(who, 1)
  const comments: Tally = new Map()
  for await (const row of rowsOf(folder, 'Comments'))
    if (row?.UserId && posts.has(row.PostId ?? '')) add(comments, row.UserId)
  for (const [who, times] of comments) if (times >= 10) once('Commentator', who)
  for (const { kind, by, score, parent, accepted, views } of posts.values()) {
    if (!by || by === '-1') continue
    if (score >= 1) once(kind === '1' ? 'Student' : 'Teacher', by)
    if (score >= 10) add(held.of(kind === '1' ? 'Nice Question' : 'Nice Answer'), by)
    if (posts.has(accepted)) once('Scholar', by)
    if (kind === '2' && score >= 3 && posts.get(parent)?.by === by) once('Self-Learner', by)
    if (views >= 1000) add(held.of('Popular Question'), by)
    if (views >= 2500) add(held.of('Notable Question'), by)
  }
  return { held, had: await peaks(folder, posts) }
}

async function peaks(folder: string, posts: Map<string, Post>) {
  const had = makeTallies()
  const running: Tally = new Map()
  for await (const row of rowsOf(folder, 'Votes')) {
    const value = row?.VoteTypeId === '2' ? 1 : row?.VoteTypeId === '3' ? -1 : 0
    const post = posts.get(row?.PostId ?? '')
    if (!value || !post) continue
    const now = (running.get(post.id) ?? 0) + value
    running.set(post.id, now)
    if (now >= 1) add(had.of(post.kind === '1' ? 'Student' : 'Teacher'), post.by)
    if (now >= 10) add(had.of(post.kind === '1' ? 'Nice Question' : 'Nice Answer'), post.by)
  }
  return had
}
