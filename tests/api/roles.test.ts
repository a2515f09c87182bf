import { eq } from 'drizzle-orm'
import { posts, topics } from '#db/schema/index.ts'
import type { Actor, Role } from '#server/core/actor.ts'
import { isDomainError } from '#server/core/errors.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import {
  acceptAnswer,
  addPost,
  castVote,
  closeTopic,
  convertPost,
  createBoard,
  hidePost,
  lockWriting,
  moveTopic,
  pinTopic,
  revisePost,
  startTopic,
  topicList,
  topicPage,
  withdrawPost,
} from '#server/forum/index.ts'
import { removePost } from '#server/moderation/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { searchTopics } from '#server/search/index.ts'
import { asks, deskOf, follows } from '#tests/factories/crm.ts'
import { type Api, expect, test, type World } from './calling.ts'

const actors = ['guest', 'cal', 'nia', 'bo', 'mo', 'eli', 'pia', 'ada'] as const
type Who = (typeof actors)[number]

/** The person as a session would load them: roles, reputation and the abilities it opens. */
const actorOf = async (world: World, who: Who): Promise<Actor> =>
  who === 'guest' ? world.cast.guest : actorOfMember(world.ctx, { handle: who })

/** The same person at the API: a guest has no key, everyone else is acted for. */
const bearer = (who: Who) => (who === 'guest' ? { key: '' } : { as: who })

/** One question by Nia with everything that some may see and others not, and topics that are no longer shown. */
async function mixedTopic(world: World) {
  const { ada, nia, bo, mo, eli } = world.cast
  const start = (actor: Actor, title: string) =>
    startTopic(world.as(actor), {
      board: 'cache',
      kind: 'question',
      title,
      body: `${title}: a zebra crossed.`,
      tags: [],
    })
  const write = (actor: Actor, input: Omit<Parameters<typeof addPost>[1], 'topicId'>) =>
    addPost(world.as(actor), { topicId: question.id, ...input })
  await createBoard(world.as(ada), { slug: 'cache', title: 'Cache', kinds: ['question'] })
  await createBoard(world.as(ada), { slug: 'other', title: 'Other', kinds: ['question'] })
  const question = await start(nia, 'Why is the cache cold?')
  const answer = await write(bo, { body: 'Warm it.' })
  const secret = await write(eli, { body: 'Your order number is 4711.', visibility: 'private' })
  const note = await write(mo, { body: 'She asks often, the okapi.', visibility: 'note' })
  const hidden = await write(bo, { body: 'Buy my quagga.' })
  await hidePost(world.as(mo), { postId: hidden.id, clause: 'spam', reason: 'An advert.' })
  const held = await write(bo, { body: 'A first post, held back.' })
  await world.db.update(posts).set({ heldAt: world.now, visibleAt: null }).where(eq(posts.id, held.id))
  const gone = await start(nia, 'Taken back')
  await withdrawPost(world.as(nia), { postId: gone.openingId })
  const hiddenTopic = await start(bo, 'Hidden away')
  await hidePost(world.as(mo), { postId: hiddenTopic.openingId, clause: 'spam', reason: 'An advert.' })
  const heldTopic = await start(bo, 'Held back')
  await world.db.update(topics).set({ heldAt: world.now }).where(eq(topics.id, heldTopic.id))
  await world.db
    .update(posts)
    .set({ heldAt: world.now, visibleAt: null })
    .where(eq(posts.id, heldTopic.openingId))
  return {
    question,
    answer,
    secret,
    note,
    hidden,
    held,
    topicIds: [question.id, gone.id, hiddenTopic.id, heldTopic.id],
  }
}

/** Each runs over all roles; on a busy machine that takes longer than the usual limit. */
const slow = 120_000

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done' as const,
    (error: unknown) => (isDomainError(error) ? error.status : 500),
  )

test(
  'API-02 FIND-03: over every role the API shows what the page shows, no more and no less',
  async ({ world, api }) => {
    const { question, secret, note, hidden, held, topicIds } = await mixedTopic(world)
    const sees: Record<Who, { secret: boolean; note: boolean; hidden: boolean; held: boolean }> = {
      guest: { secret: false, note: false, hidden: false, held: false },
      cal: { secret: false, note: false, hidden: false, held: false },
      nia: { secret: true, note: false, hidden: false, held: false },
      bo: { secret: false, note: false, hidden: true, held: true },
      mo: { secret: false, note: true, hidden: true, held: true },
      eli: { secret: true, note: true, hidden: false, held: false },
      pia: { secret: false, note: true, hidden: false, held: false },
      ada: { secret: false, note: true, hidden: true, held: true },
    }
    for (const who of actors) {
      const ctx = world.as(await actorOf(world, who))
      const page = await topicPage(ctx, { topicId: question.id })
      const { body, status } = await api.call(`GET /topics/${question.id}`, bearer(who))
      expect(status).toBe(200)
      type Shown = { id: string; html: string; source: string }
      const shown = body.posts as Shown[]
      const texts = (list: readonly { id: string; html: string }[]) =>
        list.map(({ id, html }) => ({ id, html }))
      expect(texts(shown)).toEqual(texts(page.posts))

      const text = JSON.stringify(body)
      expect({
        who,
        secret: text.includes('4711'),
        note: text.includes('okapi'),
        hidden: text.includes('quagga'),
        held: text.includes('held back'),
      }).toEqual({ who, ...sees[who] })
      for (const post of [secret, note, hidden, held]) {
        const alone = await api.call(`GET /posts/${post.id}`, bearer(who))
        const readable = page.posts.some((row) => row.id === post.id && row.readable)
        expect({ who, status: alone.status }).toEqual({ who, status: readable ? 200 : 404 })
      }
      for (const id of topicIds) {
        const page = await outcome(topicPage(ctx, { topicId: id }))
        const answer = await api.call(`GET /topics/${id}`, bearer(who))
        expect({ who, id, status: answer.status }).toEqual({ who, id, status: page === 'done' ? 200 : page })
      }
    }
  },
  slow,
)

test(
  'FIND-03: no list, filter or search of the API holds a topic its reader could not open',
  async ({ world, api }) => {
    const { topicIds } = await mixedTopic(world)
    const queries = ['', '?state=hidden', '?author=bo', '?q=zebra', '?unanswered=true']
    for (const who of actors) {
      const ctx = world.as(await actorOf(world, who))
      const opened = new Map<TopicId, unknown>()
      for (const id of topicIds) opened.set(id, await outcome(topicPage(ctx, { topicId: id })))
      const idsOf = (list: { id: number }[]) => list.map((row) => row.id as TopicId).sort()
      const listed = async (address: string) =>
        idsOf((await api.call(`GET ${address}`, bearer(who))).body.items)
      for (const query of queries)
        for (const id of await listed(`/topics${query}`))
          expect({ who, query, id, is: opened.get(id) }).toEqual({ who, query, id, is: 'done' })
      expect(await listed('/topics')).toEqual(idsOf((await topicList(ctx)).items))
      expect(await listed('/search?q=zebra')).toEqual(idsOf((await searchTopics(ctx, { q: 'zebra' })).items))
    }
    // Words that stand only where a reader may not look find nothing.
    for (const word of ['4711', 'okapi', 'quagga'])
      expect((await api.call(`GET /search?q=${word}`, bearer('cal'))).body.items).toEqual([])
  },
  slow,
)

type Write = {
  name: string
  line: (ids: Ids) => string
  body?: object
  verb: (world: World, actor: Actor, ids: Ids) => Promise<unknown>
}
type Ids = { topicId: TopicId; answerId: PostId; openingId: PostId }

const writes: Write[] = [
  {
    name: 'answer',
    line: ({ topicId }) => `POST /topics/${topicId}/posts`,
    body: { body: 'Another way.' },
    verb: (world, actor, { topicId }) => addPost(world.as(actor), { topicId, body: 'Another way.' }),
  },
  {
    name: 'private word',
    line: ({ topicId }) => `POST /topics/${topicId}/posts`,
    body: { body: 'Between us.', visibility: 'private' },
    verb: (world, actor, { topicId }) =>
      addPost(world.as(actor), { topicId, body: 'Between us.', visibility: 'private' }),
  },
  {
    name: 'note',
    line: ({ topicId }) => `POST /topics/${topicId}/posts`,
    body: { body: 'For staff.', visibility: 'note' },
    verb: (world, actor, { topicId }) =>
      addPost(world.as(actor), { topicId, body: 'For staff.', visibility: 'note' }),
  },
  {
    name: 'vote',
    line: ({ answerId }) => `PUT /posts/${answerId}/vote`,
    body: { value: 1 },
    verb: (world, actor, { answerId }) => castVote(world.as(actor), { postId: answerId, value: 1 }),
  },
  {
    name: 'accept',
    line: ({ topicId, answerId }) => `PUT /topics/${topicId}/accepted/${answerId}`,
    verb: (world, actor, { topicId, answerId }) =>
      acceptAnswer(world.as(actor), { topicId, postId: answerId }),
  },
  {
    name: 'revise',
    line: ({ answerId }) => `PUT /posts/${answerId}`,
    body: { body: 'Warm it up.' },
    verb: (world, actor, { answerId }) =>
      revisePost(world.as(actor), { postId: answerId, body: 'Warm it up.' }),
  },
  {
    name: 'hide',
    line: ({ answerId }) => `POST /posts/${answerId}/hide`,
    body: { clause: 'no-spam', reason: 'An advert.' },
    verb: (world, actor, { answerId }) =>
      removePost(world.as(actor), { postId: answerId, clause: 'no-spam', reason: 'An advert.' }),
  },
  {
    name: 'withdraw',
    line: ({ answerId }) => `PUT /posts/${answerId}/withdrawn`,
    verb: (world, actor, { answerId }) => withdrawPost(world.as(actor), { postId: answerId }),
  },
  {
    name: 'close',
    line: ({ topicId }) => `PUT /topics/${topicId}/closed`,
    body: { reason: 'off-topic' },
    verb: (world, actor, { topicId }) => closeTopic(world.as(actor), { topicId, reason: 'off-topic' }),
  },
  {
    name: 'move',
    line: ({ topicId }) => `PUT /topics/${topicId}/board`,
    body: { board: 'other' },
    verb: (world, actor, { topicId }) => moveTopic(world.as(actor), { topicId, board: 'other' }),
  },
  {
    name: 'pin',
    line: ({ topicId }) => `PUT /topics/${topicId}/pinned`,
    verb: (world, actor, { topicId }) => pinTopic(world.as(actor), { topicId }),
  },
  {
    name: 'lock',
    line: ({ topicId }) => `PUT /topics/${topicId}/locked`,
    body: { reason: 'Cooling down.' },
    verb: (world, actor, { topicId }) => lockWriting(world.as(actor), { topicId, reason: 'Cooling down.' }),
  },
  {
    name: 'comment instead',
    line: ({ answerId }) => `PUT /posts/${answerId}/kind`,
    body: { kind: 'comment' },
    verb: (world, actor, { answerId }) => convertPost(world.as(actor), { postId: answerId, kind: 'comment' }),
  },
]

/** The same deed twice in the same state of things: by the verb and by the API, each undone. */
async function bothWays(world: World, api: Api, deed: { who: Who; actor: Actor; write: Write; ids: Ids }) {
  const { who, actor, write, ids } = deed
  const undone = async (work: () => Promise<number | 'done'>) => {
    const results: (number | 'done')[] = []
    await world.db
      .transaction(async (tx) => {
        const inside = api.over(tx)
        results.push(await work().finally(inside))
        tx.rollback()
      })
      .catch((error: unknown) => {
        if (!(error instanceof Error) || error.message !== 'Rollback') throw error
      })
    return results[0]
  }
  const bySide = await undone(() => outcome(write.verb(api.placed(), actor, ids)))
  const byApi = await undone(async () => {
    const { status } = await api.call(write.line(ids), {
      ...bearer(who),
      ...(write.body ? { body: write.body } : {}),
    })
    return status < 300 ? 'done' : status
  })
  return { bySide, byApi }
}

test(
  'API-02: over every role each write is allowed or refused as on the page',
  async ({ world, api }) => {
    const { question, answer } = await mixedTopic(world)
    const ids = { topicId: question.id, answerId: answer.id, openingId: question.openingId }
    const table: Record<string, string[]> = {}
    for (const who of actors) {
      const actor = await actorOf(world, who)
      for (const write of writes) {
        const { bySide, byApi } = await bothWays(world, api, { who, actor, write, ids })
        // Without a key the API asks for one (401) where the page asks to sign in (403).
        expect({ write: write.name, who, is: byApi }).toEqual({
          write: write.name,
          who,
          is: who === 'guest' ? 401 : bySide,
        })
        if (byApi === 'done') (table[write.name] ??= []).push(who)
      }
    }
    // Bo and Eli by their reputation, Pia closes by hers; Cal and Nia have none.
    expect(table).toEqual({
      answer: ['cal', 'nia', 'bo', 'mo', 'eli', 'pia', 'ada'],
      'private word': ['nia', 'eli'],
      note: ['mo', 'eli', 'pia', 'ada'],
      vote: ['cal', 'nia', 'mo', 'eli', 'pia', 'ada'],
      accept: ['nia'],
      revise: ['bo', 'mo', 'eli', 'ada'],
      hide: ['mo', 'ada'],
      withdraw: ['bo'],
      close: ['bo', 'mo', 'eli', 'pia', 'ada'],
      move: ['mo', 'ada'],
      pin: ['mo', 'ada'],
      lock: ['mo', 'ada'],
      'comment instead': ['mo', 'ada'],
    })
  },
  slow,
)

test('API-02: clocks, escalations and coverage are told to the asker and to staff, each as far as theirs goes', async ({
  world,
  api,
}) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  const shown: Record<string, unknown> = {}
  const lists: Record<string, number> = {}
  const covered: Record<string, number> = {}
  for (const who of actors) {
    const { body } = await api.call(`GET /topics/${topic.id}`, bearer(who))
    shown[who] = body.clocks?.map((clock: { kind: string }) => clock.kind).sort()
    lists[who] = (await api.call('GET /escalations', bearer(who))).status
    covered[who] = (await api.call('GET /crm/coverage?member=cal', bearer(who))).status
    if (who !== 'eli') expect(JSON.stringify(body)).not.toContain('Halden')
  }
  const told = ['NR']
  expect(shown).toEqual({
    guest: undefined,
    cal: told,
    nia: undefined,
    bo: undefined,
    mo: told,
    eli: told,
    pia: [],
    ada: told,
  })
  expect(lists).toEqual({ guest: 401, cal: 403, nia: 403, bo: 403, mo: 200, eli: 200, pia: 403, ada: 200 })
  expect(covered).toEqual({ guest: 401, cal: 200, nia: 403, bo: 403, mo: 403, eli: 200, pia: 403, ada: 200 })
})

test('API-02: a key that acts for nobody holds its role and writes nothing under a name', async ({
  world,
  api,
}) => {
  const { question, answer } = await mixedTopic(world)
  const statuses = async (role: Role | 'member') => {
    const key = await api.keyOf(role)
    const calls = [
      await api.call(`GET /topics/${question.id}`, { key }),
      await api.call(`POST /topics/${question.id}/posts`, { key, body: { body: 'By nobody.' } }),
      await api.call('POST /boards', {
        key,
        body: { slug: `by-${role}`, title: 'Board', kinds: ['question'] },
      }),
      await api.call('POST /members', { key, body: { handle: `by-${role}` } }),
      await api.call('PUT /crm/accounts/A1', { key, body: { name: 'Halden' } }),
      await api.call('GET /crm/coverage?member=cal', { key }),
      await api.call(`POST /posts/${answer.id}/hide`, {
        key,
        body: { clause: 'no-spam', reason: 'An advert.' },
      }),
      await api.call(`GET /topics/${question.id}`, { key, as: 'nia' }),
    ]
    return calls.map(({ status }) => status)
  }
  expect(await statuses('member')).toEqual([200, 403, 403, 403, 403, 403, 403, 403])
  expect(await statuses('product')).toEqual([200, 403, 403, 403, 403, 403, 403, 403])
  expect(await statuses('engineer')).toEqual([200, 403, 403, 403, 403, 200, 403, 403])
  expect(await statuses('moderator')).toEqual([200, 403, 403, 403, 403, 403, 200, 403])
  expect(await statuses('admin')).toEqual([200, 403, 201, 201, 201, 200, 200, 200])
})
