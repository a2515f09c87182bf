import { and, eq, inArray } from 'drizzle-orm'
import { slaClocks, slaPolicies } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { FactType, StoredFact } from '#server/core/events.ts'
import type { MemberId, PolicyId, TopicId } from '#server/core/ids.ts'
import { reaction } from '#server/core/reaction.ts'
import { lockTopic, lockTopics, questionsSince, standingTopic } from '#server/forum/index.ts'
import { append, clocksOf, ticking } from './clock-log.ts'
import { followTopic } from './following.ts'
import { keepMerged } from './handing-over.ts'
import { keepLocked } from './keeping.ts'
import { makeFallbackPolicy, newestPolicies } from './policies.ts'
import { reweighClocks } from './reweighing.ts'

const linkedDays = 14
const linkedAtOnce = 20

/** Facts after which clocks and escalation of a topic are brought in line with it. */
type OfTopic = Extract<
  FactType,
  | 'topic.started'
  | 'topic.retitled'
  | 'topic.converted'
  | 'topic.closed'
  | 'topic.reopened'
  | 'topic.hidden'
  | 'topic.restored'
  | 'topic.withdrawn'
  | 'topic.markedSolved'
  | 'topic.markedUnsolved'
  | 'answer.posted'
  | 'comment.posted'
  | 'private.posted'
  | 'post.held'
  | 'post.converted'
  | 'post.approved'
  | 'post.hidden'
  | 'post.restored'
  | 'post.withdrawn'
  | 'answer.accepted'
  | 'acceptance.withdrawn'
>

/** One reaction for all of them: what must follow is read from the topic, not from the fact. */
export const keepPromises = reaction<OfTopic>('escalation.keepPromises', (ctx, { payload }) =>
  keepTopic(ctx, payload.topicId),
)

/** Escalation first: an ended one lets clocks go on, an open one ends them. */
export function keepTopic(ctx: Ctx, topicId: TopicId): Promise<void> {
  return change(ctx, async (tx) => {
    await lockTopic(tx, topicId)
    await followTopic(tx, topicId)
    await keepLocked(tx, topicId)
  })
}

/** Posts became a topic of their own: what was a reply there no longer is, and a covered asker may stand here (ESC-14). */
export const followSplit = reaction<'topic.split'>('escalation.followSplit', async (ctx, { payload }) => {
  for (const id of [payload.topicId, payload.newTopicId]) await keepTopic(ctx, id)
})

/** Two topics became one, or two again: promises and case go with the posts, both topics under lock at once (E12). */
export const followMerge = reaction<'topic.merged' | 'topic.unmerged'>(
  'escalation.followMerge',
  (ctx, { payload }) =>
    change(ctx, async (tx) => {
      const { topicId, fromTopicId } = payload
      await lockTopics(tx, [topicId, fromTopicId, await standingTopic(tx, fromTopicId)])
      await keepMerged(tx, fromTopicId)
      await followTopic(tx, topicId)
      await keepLocked(tx, topicId)
    }),
)

/** A question on another board is promised what holds there. */
export const reweighMoved = reaction<'topic.moved'>('escalation.reweighMoved', (ctx, { payload }) =>
  change(ctx, async (tx) => {
    await lockTopic(tx, payload.topicId)
    await reweighClocks(tx, payload.topicId)
    await keepLocked(tx, payload.topicId)
  }),
)

/** A member was linked: their questions of the last days start their clocks, at most 20 at once (E22). */
export const startLinked = reaction<'contact.linked'>('escalation.startLinked', async (ctx, { payload }) => {
  const since = new Date(ctx.now.getTime() - linkedDays * 86_400_000)
  const questions = await questionsSince(ctx, {
    since,
    after: 0,
    limit: linkedAtOnce,
    authorId: payload.memberId,
  })
  for (const { id } of questions) await keepTopic(ctx, id)
})

/** A contract came or changed: the first one brings the shipped policy, and clocks that run on it follow (ESC-13). */
export const followContract = reaction<'contract.changed'>(
  'escalation.followContract',
  async (ctx, { at, payload }) => {
    await change(ctx, (tx) => makeFallbackPolicy(tx, { enforceFrom: at }))
    const running = await ctx.db
      .selectDistinct({ topicId: slaClocks.topicId })
      .from(slaClocks)
      .where(
        and(eq(slaClocks.contractId, payload.contractId), inArray(slaClocks.state, ['running', 'paused'])),
      )
    for (const { topicId } of running) await keepTopic(ctx, topicId)
  },
)

/** A member was unlinked: the clocks of their questions end with that cause (E24); an open escalation goes on. */
export const followLink = reaction<'contact.unlinked'>('escalation.followLink', async (ctx, { payload }) => {
  for (const topicId of await clockedOf(ctx, payload.memberId)) await keepTopic(ctx, topicId)
})

/** A policy that was switched off takes its running clocks with it. */
export const followPolicy = reaction<'policy.changed'>('escalation.followPolicy', async (ctx, fact) => {
  const off = (await newestPolicies(ctx)).filter((policy) => !policy.active).map((policy) => policy.key)
  if (off.length === 0) return
  const versions = await ctx.db
    .select({ id: slaPolicies.id })
    .from(slaPolicies)
    .where(inArray(slaPolicies.key, off))
  for (const topicId of await clockedBy(
    ctx,
    versions.map(({ id }) => id),
  ))
    await removePolicy(ctx, topicId, fact)
})

async function removePolicy(ctx: Ctx, topicId: TopicId, { at }: StoredFact<'policy.changed'>) {
  await change(ctx, async (tx) => {
    await lockTopic(tx, topicId)
    const { NR, NS } = await clocksOf(tx, topicId)
    for (const clock of [NR, NS])
      if (ticking(clock)) await append(tx, clock, { type: 'cancel', at, cause: 'policy-removed', ref: {} })
  })
}

const clockedBy = async (ctx: Ctx, policyIds: PolicyId[]) =>
  (
    await ctx.db
      .selectDistinct({ topicId: slaClocks.topicId })
      .from(slaClocks)
      .where(and(inArray(slaClocks.policyId, policyIds), inArray(slaClocks.state, ['running', 'paused'])))
  ).map(({ topicId }) => topicId)

const clockedOf = async (ctx: Ctx, memberId: MemberId) =>
  (
    await ctx.db
      .selectDistinct({ topicId: slaClocks.topicId })
      .from(slaClocks)
      .where(and(eq(slaClocks.memberId, memberId), inArray(slaClocks.state, ['running', 'paused'])))
  ).map(({ topicId }) => topicId)
