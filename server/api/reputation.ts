import { z } from 'zod'
import { abilities } from '#server/core/actor.ts'
import * as paths from '#server/core/paths.ts'
import { voteIndependence } from '#server/forum/index.ts'
import { memberIdByHandle } from '#server/identity/index.ts'
import {
  abilityList,
  attachReward,
  detachReward,
  reasons,
  reputationHistory,
  rewardDesk,
  rewardedRules,
  rewardInput,
  rewardRef,
} from '#server/reputation/index.ts'
import { created, done, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const entryShape = z
  .strictObject({
    /** The day (UTC) on which it was entered; who did it stays with them. */
    day: z.iso.date(),
    reason: z.enum(reasons),
    amount: z.int(),
    /** What it would have been without the daily limit. */
    full: z.int(),
    /** Why an earlier entry was corrected; null where something was earned. */
    cause: z.string().nullable(),
    topic: z.strictObject({ id: z.int(), title: z.string(), url: z.url() }).nullable(),
  })
  .meta({ id: 'ReputationEntry' })

const abilityShape = z
  .strictObject({
    key: z.enum(abilities),
    threshold: z.int(),
    /** The caller's own reputation; null for whoever is no member. */
    own: z.int().nullable(),
    open: z.boolean(),
    awaited: z.boolean(),
  })
  .meta({ id: 'Ability' })

const abilitiesShape = z.strictObject({ items: z.array(abilityShape) }).meta({ id: 'Abilities' })

const rewardShape = z
  .strictObject({
    id,
    rule: z.enum(rewardedRules),
    ruleKey: z.string(),
    reward: z.string(),
    reason: z.string(),
    attachedAt: moment,
    detachedAt: moment.nullable(),
  })
  .meta({ id: 'TangibleReward' })

const independenceShape = z
  .strictObject({ days: z.int(), votes: z.int(), first: z.int(), blind: z.int(), members: z.int() })
  .meta({ id: 'VoteIndependence' })

const ledgerQuery = z.object({
  handle: z.string().min(1),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

/** What members earned and why, and what it opens. */
export const reputationEndpoints = [
  view(
    'GET /members/{handle}/reputation',
    { input: ledgerQuery, shape: listOf(entryShape) },
    async (ctx, { handle, cursor, limit }) => {
      const memberId = await memberIdByHandle(ctx, handle)
      const { items, next } = await reputationHistory(ctx, { memberId, cursor, limit })
      return {
        items: items.map(({ day, reason, amount, full, cause, topic }) => ({
          ...{ day, reason, amount, full, cause },
          topic: topic && { id: topic.id, title: topic.title, url: `${ctx.site}${paths.topic(topic)}` },
        })),
        next,
      }
    },
  ),
  view('GET /abilities', { input: z.object({}), shape: abilitiesShape }, async (ctx) => ({
    items: await abilityList(ctx),
  })),
  /** For staff: how many votes were the first on their post, and how many were cast before its counts showed. */
  view('GET /votes/independence', { input: z.object({}), shape: independenceShape }, voteIndependence),
  view('GET /rewards', { input: z.object({}), shape: listOf(rewardShape) }, async (ctx) => ({
    items: (await rewardDesk(ctx)).rewards.map(({ attachedBy: _by, ...reward }) => ({
      ...reward,
      attachedAt: iso(reward.attachedAt),
      detachedAt: isoOrNull(reward.detachedAt),
    })),
    next: null,
  })),
  verb(
    'POST /rewards',
    { input: rewardInput, shape: z.strictObject({ id }).meta({ id: 'RewardId' }), statuses: [201] },
    async (ctx, wanted) => created({ id: (await attachReward(ctx, wanted)).rewardId }),
  ),
  verb('DELETE /rewards/{rewardId}', { input: rewardRef, statuses: [204] }, async (ctx, ref) => {
    await detachReward(ctx, ref)
    return done()
  }),
]
