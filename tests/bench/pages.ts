import { median, type Figures, tell } from './figures.ts'
import { fillForum, postsPerTopic, questionPath, reader, textOf } from './forum.ts'
import { type Asked, costOf } from './load.ts'
import type { Place, Places } from './places.ts'
import { type Server, startPlain, startWeb } from './servers.ts'
import { createKey } from '#server/identity/index.ts'
import { system } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'

const posts = 5_000
const megabyte = 1024 * 1024
/** How many times as many requests as a round has are asked before the first that counts. */
const warming = 4
/** Of rendered pages: the engine goes on learning from some two thousand of them. */
const pagesWarming = 15
/** A round of the plain server. */
const plainly: Asked = { path: '/', amount: 6_000, status: 200 }

/** What pages and writes cost beside a plain server, and what the web process holds in memory before and after. */
export async function measurePages(places: Places, figures: Figures, { rounds }: { rounds: number }) {
  const place = await places.database('pages')
  await fillForum(place, posts)
  const { cookie } = await reader(place)
  const keys = await keysOf(place, rounds + 1)
  const [plain, web] = await Promise.all([startPlain(), startWeb(place.url, places.folder)])
  try {
    await costOf(plain, { ...plainly, amount: plainly.amount * warming })
    await costOf(web, { path: questionPath, amount: 20, status: 200 })
    const atRest = (await web.usage()).resident
    const share = shareOf(plain, { rounds })
    const page = { path: questionPath, status: 200 }

    const anonymous = await share(web, () => ({ ...page, amount: 6_000 }))
    figures.add({
      name: `anonymous question page, ${postsPerTopic} posts`,
      value: anonymous,
      unit: '× plain',
      least: 0.45,
    })
    const signedIn = await share(web, () => ({ ...page, amount: 160, headers: { cookie } }), pagesWarming)
    figures.add({
      name: 'signed-in question page',
      value: signedIn,
      unit: '× plain',
      least: 0.012,
      note: 'aim 0.02',
    })
    const byApi = await share(web, (round) => answers(round, apiAnswer(keys[round] ?? '')))
    figures.add({ name: 'answer of 100 words, through the API', value: byApi, unit: '× plain', least: 0.01 })
    const byForm = await share(web, (round) =>
      answers(round + 100, formAnswer({ cookie, origin: web.url, round })),
    )
    figures.add({
      name: 'answer of 100 words, through the page',
      value: byForm,
      unit: '× plain',
      least: 0.01,
    })

    figures.add({ name: 'memory of the web process, at rest', value: atRest / megabyte, unit: 'MB' })
    figures.add({
      name: 'memory of the web process, after load',
      value: (await web.usage()).resident / megabyte,
      unit: 'MB',
    })
  } finally {
    await Promise.all([plain.stop(), web.stop()])
  }
}

/** The plain server's cost by ours: the median of rounds in which both are measured one after the other. */
function shareOf(plain: Server, { rounds }: { rounds: number }) {
  return async (web: Server, asked: (round: number) => Asked, warm = warming) => {
    // the first requests pay for what the engine learns from them
    const once = asked(0)
    await costOf(web, { ...once, amount: once.amount * warm })
    const [own, others]: number[][] = [[], []]
    for (let round = 1; round <= rounds; round++) {
      others?.push(await costOf(plain, plainly))
      own?.push(await costOf(web, asked(round)))
    }
    const [plainCost, cost] = [median(others ?? []), median(own ?? [])]
    tell(`    ${cost.toFixed(3)} ms by ${plainCost.toFixed(4)} ms of CPU for a request`)
    return plainCost / cost
  }
}

type Write = NonNullable<Asked['each']>

const answers = (round: number, write: (text: string, topic: number) => ReturnType<Write>): Asked => ({
  path: '/',
  amount: 80,
  status: round < 100 ? 201 : 303,
  each: (n) => write(textOf(round * 1000 + n, 100), 2 + ((round * 31 + n) % (posts / postsPerTopic - 2))),
})

const apiAnswer = (key: string) => (body: string, topic: number) => ({
  method: 'POST' as const,
  path: `/api/v1/topics/${topic}/posts`,
  headers: { authorization: `Bearer ${key}`, 'x-act-as': 'reader', 'content-type': 'application/json' },
  body: JSON.stringify({ body }),
})

/** Each round comes from an address of its own, as the limit of writes is per address. */
const formAnswer =
  ({ cookie, origin, round }: { cookie: string; origin: string; round: number }) =>
  (body: string, topic: number) => ({
    method: 'POST' as const,
    path: `/topics/${topic}/posts`,
    headers: {
      cookie,
      origin,
      'x-forwarded-for': `10.0.0.${round + 1}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ body, visibility: 'public' }).toString(),
  })

async function keysOf({ db }: Place, count: number) {
  const ctx = makeCtx({ db, actor: system('bench'), now: new Date(), requestId: 'bench' })
  const keys: string[] = []
  for (let n = 0; n < count; n++) keys.push((await createKey(ctx, { name: `bench ${n}`, role: 'admin' })).key)
  return keys
}
