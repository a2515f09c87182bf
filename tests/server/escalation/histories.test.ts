import fc from 'fast-check'
import { and, eq, inArray } from 'drizzle-orm'
import { clockEvents, crmCases, escalations, posts, slaClocks } from '#db/schema/index.ts'
import { isDomainError } from '#server/core/errors.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { replay } from '#server/escalation/clock-engine.ts'
import { isOpen } from '#server/escalation/moves.ts'
import { cancelEscalation, escalateNow } from '#server/escalation/index.ts'
import {
  acceptAnswer,
  addPost,
  hidePost,
  markUnsolved,
  restorePost,
  restoreWithdrawn,
  withdrawAcceptance,
  withdrawPost,
} from '#server/forum/index.ts'
import { asks, deskOf, follows, sweeps } from '#tests/factories/crm.ts'
import { expect, hour, test, type World } from '#tests/world.ts'

/** What may happen to a question. Reactions run after most steps, and are lost after some. */
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('reply', 'official', 'own', 'comment'), lost: fc.boolean() }),
  fc.record({
    do: fc.constantFrom('hideReply', 'showReply', 'withdrawReply', 'accept', 'unaccept', 'unsolved'),
    lost: fc.boolean(),
  }),
  fc.record({
    do: fc.constantFrom('hideTopic', 'showTopic', 'withdrawTopic', 'restoreTopic'),
    lost: fc.boolean(),
  }),
  fc.record({ do: fc.constantFrom('escalate', 'cancel', 'crash'), lost: fc.boolean() }),
  fc.record({
    do: fc.constant('pass'),
    hours: fc.constantFrom(0.01, 1, 5, 12, 23, 24, 30, 48),
    lost: fc.boolean(),
  }),
  fc.record({ do: fc.constant('sweep'), lost: fc.constant(false) }),
)
type Step = { do: string; lost: boolean; hours?: number }
type Question = { id: TopicId; openingId: PostId }

const clause = { clause: 'spam', reason: 'advertising' }

async function play(world: World, topic: Question, { do: what, hours }: Step) {
  const { cal, bo, mo, eli, nia } = world.cast
  const replies = await world.db
    .select({ id: posts.id, by: posts.authorId })
    .from(posts)
    .where(and(eq(posts.topicId, topic.id), eq(posts.kind, 'answer')))
  const reply = replies.at(-1)
  const others = replies.filter(({ by }) => by === bo.memberId)
  const mod = world.as(mo)
  if (what === 'pass') return world.pass((hours ?? 1) * hour)
  if (what === 'sweep') return sweeps(world)
  if (what === 'reply') return addPost(world.as(bo), { topicId: topic.id, body: 'Raise the worker limit.' })
  if (what === 'official') return addPost(world.as(eli), { topicId: topic.id, body: 'Which version is it?' })
  if (what === 'own') return addPost(world.as(cal), { topicId: topic.id, body: 'Still nothing works.' })
  if (what === 'comment')
    return addPost(world.as(nia), {
      topicId: topic.id,
      parentId: topic.openingId,
      body: 'We see it as well.',
    })
  if (what === 'hideReply' && reply) return hidePost(mod, { postId: reply.id, ...clause })
  if (what === 'showReply' && reply) return restorePost(mod, { postId: reply.id })
  if (what === 'withdrawReply' && others[0]) return withdrawPost(world.as(bo), { postId: others[0].id })
  if (what === 'accept' && reply) return acceptAnswer(world.as(cal), { topicId: topic.id, postId: reply.id })
  if (what === 'unaccept' && reply)
    return withdrawAcceptance(world.as(cal), { topicId: topic.id, postId: reply.id })
  if (what === 'unsolved') return markUnsolved(world.as(cal), { topicId: topic.id })
  if (what === 'hideTopic') return hidePost(mod, { postId: topic.openingId, ...clause })
  if (what === 'showTopic') return restorePost(mod, { postId: topic.openingId })
  if (what === 'withdrawTopic') return withdrawPost(world.ctx, { postId: topic.openingId })
  if (what === 'restoreTopic') return restoreWithdrawn(mod, { postId: topic.openingId })
  if (what === 'escalate')
    return escalateNow(world.as(cal), { topicId: topic.id, reason: 'It stands still.' })
  if (what === 'cancel') {
    const [open] = (
      await world.db.select().from(escalations).where(eq(escalations.topicId, topic.id))
    ).filter((row) => isOpen(row.state))
    if (open) await cancelEscalation(world.as(eli), { escalationId: open.id, reason: 'by mistake' })
  }
  if (what === 'crash') await crash(world)
}

/** A sweep whose transaction is rolled back at the end: nothing of it may remain. */
async function crash(world: World) {
  class Crash extends Error {}
  await world.db
    .transaction(async (db) => {
      await sweeps({ ...world, ctx: { ...world.ctx, db }, as: (actor) => ({ ...world.ctx, db, actor }) })
      throw new Crash()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error
    })
}

/** The invariants of crm.md 6, held against the rows after every step. */
async function holds(world: World, topicId: TopicId) {
  const clocks = await world.db.select().from(slaClocks).where(eq(slaClocks.topicId, topicId))
  const found = await world.db.select().from(escalations).where(eq(escalations.topicId, topicId))
  const cases = await world.db.select().from(crmCases).where(eq(crmCases.topicId, topicId))
  const logs = clocks.length
    ? await world.db
        .select()
        .from(clockEvents)
        .where(
          inArray(
            clockEvents.clockId,
            clocks.map(({ id }) => id),
          ),
        )
        .orderBy(clockEvents.position)
    : []
  const open = found.filter(({ state }) => isOpen(state))
  expect(open.length).toBeLessThanOrEqual(1)
  expect(new Set(cases.map((row) => row.escalationId)).size).toBe(found.length)
  expect(cases.length).toBe(found.length)
  for (const clock of clocks) {
    const log = logs.filter(({ clockId }) => clockId === clock.id)
    const is = replay(log, null)
    expect({ state: clock.state, dueAt: clock.dueAt, endCause: clock.endCause }).toEqual({
      state: is.state,
      dueAt: is.dueAt,
      endCause: is.endCause,
    })
    if (clock.state === 'fired') expect(found.filter(({ clockId }) => clockId === clock.id)).toHaveLength(1)
    if (clock.state === 'paused') expect(clock.dueAt).toBeNull()
  }
  for (const escalation of found) if (escalation.cause !== 'staff') expect(escalation.coverage).not.toBeNull()
  return { clocks, open, logs }
}

/** After a reaction: no clock beside an open escalation, and none fired while a reply was visible in time. */
async function settled(world: World, topicId: TopicId) {
  const { clocks, open } = await holds(world, topicId)
  if (open.length > 0)
    expect(clocks.filter(({ state }) => state === 'running' || state === 'paused')).toEqual([])
}

/** What a sweep may not fire: a hidden or solved question, one with a visible answer in time. Read before it runs. */
async function untouchable(world: World, { id, openingId }: Question) {
  const all = await world.db.select().from(posts).where(eq(posts.topicId, id))
  const shown = (post: typeof posts.$inferSelect) => !post.hiddenAt && !post.withdrawnAt
  const opening = all.find((post) => post.id === openingId)!
  const answered = all.filter(
    (post) => post.kind === 'answer' && shown(post) && post.authorId !== world.cast.cal.memberId,
  )
  const solved = all.some((post) => post.acceptedAt !== null && shown(post))
  return (clock: typeof slaClocks.$inferSelect) => {
    expect(shown(opening)).toBe(true)
    expect(solved).toBe(false)
    if (clock.kind === 'NR')
      for (const post of answered) expect(post.visibleAt!.getTime()).toBeGreaterThan(clock.dueAt!.getTime())
  }
}

const firedIn = async (world: World, topicId: TopicId) =>
  (await world.db.select().from(slaClocks).where(eq(slaClocks.topicId, topicId))).filter(
    ({ state }) => state === 'fired',
  )

const nothingDue = async (world: World, topicId: TopicId) => {
  const { clocks } = await holds(world, topicId)
  for (const clock of clocks)
    if (clock.state === 'running') expect(clock.dueAt!.getTime()).toBeGreaterThan(world.now.getTime())
}

class Undo extends Error {}

test(
  'ESC-12 E49: whatever happens in whatever order, the invariants of clocks and escalations hold',
  { timeout: 120_000 },
  async ({ world }) => {
    await deskOf(world)
    const begin = world.now
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        await world.db
          .transaction(async (db) => {
            world.at(begin)
            const inner = Object.assign(Object.create(world) as World, {})
            Object.defineProperties(inner, {
              db: { value: db },
              ctx: { get: () => ({ ...world.ctx, db }) },
              as: { value: (actor: Parameters<World['as']>[0]) => ({ ...world.as(actor), db }) },
            })
            const topic = await asks(inner.as(inner.cast.cal))
            for (const one of steps as Step[]) {
              const fired = new Set((await firedIn(inner, topic.id)).map(({ id }) => id))
              const mayNotFire = await untouchable(inner, topic)
              await Promise.resolve(play(inner, topic, one)).catch((error: unknown) => {
                if (!isDomainError(error)) throw error
              })
              await holds(inner, topic.id)
              if (one.do === 'sweep') await nothingDue(inner, topic.id)
              if (!one.lost) {
                await follows(inner, topic.id)
                await settled(inner, topic.id)
              }
              for (const clock of await firedIn(inner, topic.id)) if (!fired.has(clock.id)) mayNotFire(clock)
            }
            await follows(inner, topic.id)
            await follows(inner, topic.id)
            const before = await holds(inner, topic.id)
            await follows(inner, topic.id)
            expect((await holds(inner, topic.id)).logs).toEqual(before.logs)
            throw new Undo()
          })
          .catch((error: unknown) => {
            if (!(error instanceof Undo)) throw error
          })
      }),
      { numRuns: Number(process.env.HISTORIES ?? 15) },
    )
  },
)
