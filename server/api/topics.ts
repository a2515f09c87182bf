import { z } from 'zod'
import { isStaff } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { topicPromise } from '#server/escalation/index.ts'
import {
  acceptAnswer,
  addPost,
  closeTopic,
  confirmSameProblem,
  convertTopic,
  followedTopics,
  input,
  lockWriting,
  markSolved,
  markUnsolved,
  mergeTopics,
  moveTopic,
  pinTopic,
  reopenTopic,
  splitTopic,
  startTopic,
  unlockWriting,
  unmergeTopic,
  unpinTopic,
  withdrawAcceptance,
  withdrawSameProblem,
} from '#server/forum/index.ts'
import { created, done, ok, verb, view } from './endpoint.ts'
import { clockShape, escalationShape, formedClock, formedEscalation } from './escalation-shapes.ts'
import { topicRow, wholeTopic, writtenPost } from './forming.ts'
import { listedOrFound, topicQuery } from './searching.ts'
import { listOf, postShape, topicRowShape, topicShape } from './shapes.ts'

const wholeShape = topicShape
  .extend({ clocks: z.array(clockShape).optional(), escalation: escalationShape.nullable().optional() })
  .meta({ id: 'Topic' })

/** The topic with its posts; its asker and staff also get its clocks and escalation (ESC-10). */
async function toldTopic(
  ctx: Ctx,
  ref: { topicId: TopicId; after?: number | undefined },
): Promise<z.input<typeof wholeShape>> {
  const topic = await wholeTopic(ctx, ref)
  const { clocks, escalation } = await topicPromise(ctx, ref)
  // who asked in a topic that was merged into this one has a promise here too
  if (!isStaff(ctx.actor) && !topic.mine && clocks.length === 0) return published(topic)
  return {
    ...published(topic),
    clocks: clocks.map(formedClock),
    escalation: escalation && formedEscalation(escalation, ctx),
  }
}

const published = ({ mine: _mine, ...topic }: Awaited<ReturnType<typeof wholeTopic>>) => topic

/** What moderators do to a topic as a whole (MOD-24); a merge is undone at the address of the topic that was merged. */
const reshaping = [
  verb(
    'PUT /topics/{topicId}/kind',
    { input: input.conversion, shape: wholeShape, statuses: [200] },
    async (ctx, wanted) => {
      await convertTopic(ctx, wanted)
      return ok(await toldTopic(ctx, parse(input.topicRef, wanted)))
    },
  ),
  verb(
    'POST /topics/{topicId}/split',
    { input: input.splitting, shape: wholeShape, statuses: [201] },
    async (ctx, wanted) => {
      const { id } = await splitTopic(ctx, wanted)
      const topic = await toldTopic(ctx, { topicId: id })
      return created(topic, topic.url)
    },
  ),
  verb(
    'PUT /topics/{topicId}/merged',
    { input: input.merging, shape: wholeShape, statuses: [200] },
    async (ctx, wanted) => {
      const { id } = await mergeTopics(ctx, wanted)
      return ok(await toldTopic(ctx, { topicId: id }))
    },
  ),
  verb('DELETE /topics/{topicId}/merged', { input: input.topicRef, statuses: [204] }, async (ctx, ref) => {
    await unmergeTopic(ctx, ref)
    return done()
  }),
  verb('PUT /topics/{topicId}/pinned', { input: input.topicRef, statuses: [204] }, async (ctx, ref) => {
    await pinTopic(ctx, ref)
    return done()
  }),
  verb('DELETE /topics/{topicId}/pinned', { input: input.topicRef, statuses: [204] }, async (ctx, ref) => {
    await unpinTopic(ctx, ref)
    return done()
  }),
  verb('PUT /topics/{topicId}/locked', { input: input.locking, statuses: [204] }, async (ctx, wanted) => {
    await lockWriting(ctx, wanted)
    return done()
  }),
  verb('DELETE /topics/{topicId}/locked', { input: input.topicRef, statuses: [204] }, async (ctx, ref) => {
    await unlockWriting(ctx, ref)
    return done()
  }),
]

const oneTopic = input.topicRef.extend({ after: z.coerce.number().int().min(0).optional() })

/** Topics and what is done to them; the closing, the acceptance and the solution are nouns below their topic. */
export const topicEndpoints = [
  view('GET /topics', { input: topicQuery, shape: listOf(topicRowShape) }, listedOrFound),
  /** What the caller follows, the latest first. */
  view(
    'GET /following',
    { input: z.object(input.paging), shape: listOf(topicRowShape) },
    async (ctx, page) => {
      const { items, next } = await followedTopics(ctx, page)
      return { items: items.map((row) => topicRow(row, ctx)), next }
    },
  ),
  verb('POST /topics', { input: input.newTopic, shape: wholeShape, statuses: [201] }, async (ctx, wanted) => {
    const { id } = await startTopic(ctx, wanted)
    const topic = await toldTopic(ctx, { topicId: id })
    return created(topic, topic.url)
  }),
  view('GET /topics/{topicId}', { input: oneTopic, shape: wholeShape }, (ctx, ref) =>
    toldTopic(ctx, parse(oneTopic, ref)),
  ),
  verb(
    'POST /topics/{topicId}/posts',
    { input: input.newPost, shape: postShape, statuses: [201] },
    async (ctx, wanted) => {
      const added = await addPost(ctx, wanted)
      return created(writtenPost(ctx.actor, added))
    },
  ),
  verb('PUT /topics/{topicId}/closed', { input: input.closing, statuses: [204] }, async (ctx, wanted) => {
    await closeTopic(ctx, wanted)
    return done()
  }),
  verb('DELETE /topics/{topicId}/closed', { input: input.topicRef, statuses: [204] }, async (ctx, ref) => {
    await reopenTopic(ctx, ref)
    return done()
  }),
  verb(
    'PUT /topics/{topicId}/accepted/{postId}',
    { input: input.acceptance, statuses: [204] },
    async (ctx, wanted) => {
      await acceptAnswer(ctx, wanted)
      return done()
    },
  ),
  verb(
    'DELETE /topics/{topicId}/accepted/{postId}',
    { input: input.answerRef, statuses: [204] },
    async (ctx, ref) => {
      await withdrawAcceptance(ctx, ref)
      return done()
    },
  ),
  verb('PUT /topics/{topicId}/solved', { input: input.topicRef, statuses: [204] }, async (ctx, ref) => {
    await markSolved(ctx, ref)
    return done()
  }),
  verb('DELETE /topics/{topicId}/solved', { input: input.topicRef, statuses: [204] }, async (ctx, ref) => {
    await markUnsolved(ctx, ref)
    return done()
  }),
  verb(
    'PUT /topics/{topicId}/same-problem',
    { input: input.sameProblem, statuses: [204] },
    async (ctx, wanted) => {
      await confirmSameProblem(ctx, wanted)
      return done()
    },
  ),
  verb(
    'DELETE /topics/{topicId}/same-problem',
    { input: input.topicRef, statuses: [204] },
    async (ctx, ref) => {
      await withdrawSameProblem(ctx, ref)
      return done()
    },
  ),
  ...reshaping,
  verb(
    'PUT /topics/{topicId}/board',
    { input: input.moving, shape: wholeShape, statuses: [200] },
    async (ctx, wanted) => {
      await moveTopic(ctx, wanted)
      return ok(await toldTopic(ctx, parse(input.topicRef, wanted)))
    },
  ),
]
