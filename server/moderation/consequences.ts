import type { Tx } from '#server/core/ctx.ts'
import { system } from '#server/core/actor.ts'
import type { MemberId, ReviewItemId, TopicId } from '#server/core/ids.ts'
import { closeForNow, hidePending } from '#server/forum/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { clauseCited } from '#server/terms/index.ts'
import { changeItem, lockItem, record } from './items.ts'
import { hidesAt } from './scoring.ts'
import { silenceNewMember } from './silencing.ts'
import { flagsAgainst, hidingWeight } from './weighing.ts'

const silence = { weight: 2.5, people: 3, hours: 24 }
const cooling = { weight: 31.25, people: 5, hours: 4 }
const hour = 3_600_000

type Flagged = { itemId: ReviewItemId; topicId: TopicId; memberId: MemberId | null }

/**
 * What the weight of flags does by itself until a moderator rules (reference-numbers.md 6): it hides a post, silences a
 * new member, closes a topic for four hours. The system acts, never the flagger.
 */
export async function afterFlag(tx: Tx, flagged: Flagged) {
  const bySystem = { ...tx, actor: system('moderation.flags') }
  await hideByWeight(bySystem, flagged)
  await silenceByWeight(bySystem, flagged)
  await closeByWeight(bySystem, flagged)
}

async function hideByWeight(tx: Tx, { itemId }: Flagged) {
  const item = await lockItem(tx, itemId)
  if (!item.postId || item.autoHiddenAt || item.state !== 'open') return
  const { hideScore, hideScoreByBoard, queueMinimum } = await settingsOf(tx)
  const threshold = (item.boardId ? hideScoreByBoard[item.boardId] : undefined) ?? hideScore
  if (threshold === 0) return
  const { weight, clause } = await hidingWeight(tx, itemId)
  if (weight < hidesAt(threshold, queueMinimum)) return
  const { version: termsVersion } = await clauseCited(tx, { key: clause })
  const { hidden } = await hidePending(tx, { postId: item.postId, clause, termsVersion })
  if (!hidden) return
  await changeItem(tx, item, { autoHiddenAt: tx.now })
  await record(tx, itemId, { action: 'hide-pending', clause, termsVersion, after: { hidden: true } })
}

async function silenceByWeight(tx: Tx, { itemId, memberId }: Flagged) {
  if (!memberId) return
  const { weight, people, clause } = await flagsAgainst(tx, { memberId })
  if (weight < silence.weight || people < silence.people) return
  await silenceNewMember(tx, {
    memberId,
    itemId,
    until: new Date(tx.now.getTime() + silence.hours * hour),
    clause,
  })
}

async function closeByWeight(tx: Tx, { topicId }: Flagged) {
  const { weight, people } = await flagsAgainst(tx, { topicId })
  if (weight < cooling.weight || people < cooling.people) return
  await closeForNow(tx, { topicId, until: new Date(tx.now.getTime() + cooling.hours * hour) })
}
