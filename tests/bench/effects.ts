import { setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { system } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { activateLadder, draftWhole, recomputeStanding } from '#server/reputation/index.ts'
import { createKey } from '#server/identity/index.ts'
import { type Figures, median } from './figures.ts'
import { fillForum, questionPath, reader, textOf } from './forum.ts'
import type { Place, Places } from './places.ts'
import { type Server, startWeb, startWorker } from './servers.ts'

const votes = 20
const everySeconds = 2
const patienceSeconds = 90
/** Pages and answers a second, beside the votes: more than a large community reads and writes. */
const pagesPerSecond = 25
const answersPerSecond = 8

/**
 * How soon a vote stands in the ledger, has brought its badge and has moved a rank, while others read and write: the web
 * process, the worker and PostgreSQL share the machine. Everybody has been judged before; each vote is the first for
 * anything its author wrote, and moves them a step.
 */
export async function measureEffects(places: Places, figures: Figures) {
  const place = await places.database('effects')
  await fillForum(place, 20_000)
  const { cookie } = await reader(place)
  await reader(place, 'voter')
  await judgeEverybody(place)
  const ctx = makeCtx({ db: place.db, actor: system('bench'), now: new Date(), requestId: 'bench' })
  const [voting, writing] = [
    await createKey(ctx, { name: 'votes', role: 'admin' }),
    await createKey(ctx, { name: 'answers', role: 'admin' }),
  ]
  const web = await startWeb(place.url, places.folder)
  const worker = await startWorker(place.url, places.folder)
  const load = startLoad(web, { cookie, key: writing.key })
  try {
    await pause(5_000)
    const waited: Effects[] = []
    for (const chosen of await unvotedAnswers(place)) {
      await castVote(web, { key: voting.key, postId: chosen.postId })
      waited.push(await effectsOf(place, chosen))
      await pause(everySeconds * 1000)
    }
    for (const effect of ['ledger', 'badge', 'rank'] as const) {
      const seconds = waited.map((one) => one[effect])
      figures.add({
        name: `a vote's effect on the ${effect}, under load`,
        value: Math.max(...seconds),
        unit: 's',
        most: 60,
        note: `slowest of ${seconds.length}; middle ${median(seconds).toFixed(1)} s`,
      })
    }
  } finally {
    const { pages, answers } = await load.stop()
    figures.add({
      name: 'beside it: pages and answers a second',
      value: pages + answers,
      note: `${pages} + ${answers}`,
    })
    await Promise.all([web.stop(), worker.stop()])
  }
}

type Chosen = { postId: string; authorId: string }
type Effects = { ledger: number; badge: number; rank: number }

/** Nobody was voted for yet, and on this ladder the first helpful vote is a step. */
async function judgeEverybody({ sql, db }: Place) {
  await sql`update posts set score = 0, up = 0`
  const ctx = makeCtx({ db, actor: system('bench'), now: new Date(), requestId: 'bench' })
  const steps = [
    { name: 'Present', formula: 'verified >= 1' },
    { name: 'Helpful', formula: 'verified >= 1 && HV >= 1 && flags30 == 0' },
  ]
  await draftWhole(ctx, { ladder: 'contributors', steps })
  await activateLadder(ctx, { ladder: 'contributors' })
  await recomputeStanding(ctx)
}

/** Answers by as many people, none of whom has the badge or the step. */
const unvotedAnswers = ({ sql }: Place) => sql<Chosen[]>`
  select distinct on (p.author_id) p.id as "postId", p.author_id as "authorId" from posts p
  where p.number between 2 and 20 and p.topic_id between 100 and 400
    and not exists (select from member_ranks r where r.member_id = p.author_id and r.step > 1)
    and not exists (select from badge_awards b where b.member_id = p.author_id and b.badge = 'teacher')
  order by p.author_id, p.id limit ${votes}`

async function castVote({ url }: Server, { key, postId }: { key: string; postId: string }) {
  const answer = await fetch(`${url}/api/v1/posts/${postId}/vote`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'x-act-as': 'voter', 'content-type': 'application/json' },
    body: JSON.stringify({ value: 1 }),
  })
  if (!answer.ok) throw new Error(`the vote was answered with ${answer.status}: ${await answer.text()}`)
}

/** Seconds from the answer to a vote until each of its effects could be read; `patienceSeconds` where one never came. */
async function effectsOf({ sql }: Place, { postId, authorId }: Chosen): Promise<Effects> {
  const began = performance.now()
  const seen: Partial<Effects> = {}
  for (;;) {
    const seconds = (performance.now() - began) / 1000
    const [now] = await sql<Record<keyof Effects, boolean>[]>`select
      exists (select from reputation_entries e join votes v on v.id = e.source_id
        where e.member_id = ${authorId} and v.post_id = ${postId}) as ledger,
      exists (select from badge_awards where member_id = ${authorId} and badge = 'teacher') as badge,
      exists (select from member_ranks where member_id = ${authorId} and step > 1) as rank`
    for (const effect of ['ledger', 'badge', 'rank'] as const) if (now?.[effect]) seen[effect] ??= seconds
    if (Object.keys(seen).length === 3 || seconds > patienceSeconds)
      return { ledger: patienceSeconds, badge: patienceSeconds, rank: patienceSeconds, ...seen }
    await pause(100)
  }
}

/** Readers who are signed in and members who answer, until it is stopped; answers how many of each there were a second. */
function startLoad({ url }: Server, { cookie, key }: { cookie: string; key: string }) {
  let n = 0
  const common = { url, duration: 3_600, timeout: 60 }
  const reading = run({
    ...common,
    connections: 4,
    overallRate: pagesPerSecond,
    requests: [{ method: 'GET', path: questionPath, headers: { cookie } }],
  })
  const answering = run({
    ...common,
    connections: 2,
    overallRate: answersPerSecond,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => ({
          ...request,
          path: `/api/v1/topics/${500 + (n++ % 400)}/posts`,
          headers: {
            authorization: `Bearer ${key}`,
            'x-act-as': 'reader',
            'content-type': 'application/json',
          },
          body: JSON.stringify({ body: textOf(n, 60) }),
        }),
      },
    ],
  })
  return {
    stop: async () => {
      const [pages, answers] = [await reading(), await answering()]
      const each = (result: autocannon.Result) => Math.round(result['2xx'] / result.duration)
      return { pages: each(pages), answers: each(answers) }
    },
  }
}

/** Starts asking; what is answered ends it. */
function run(options: autocannon.Options): () => Promise<autocannon.Result> {
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>()
  const asking = autocannon(options, (error: Error | null, result) =>
    error ? reject(error) : resolve(result),
  )
  return () => {
    asking.stop()
    return promise
  }
}
