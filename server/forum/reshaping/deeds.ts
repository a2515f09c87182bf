import { type DeedDetails, type TopicDeedKind, topicDeeds } from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import type { Tx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import { type DeedId, newId, type TopicId } from '#server/core/ids.ts'
import { permit } from '#server/core/permit.ts'
import { topicInView, type TopicInView } from '../views/finding.ts'
import { canKeep } from '../policy.ts'

type Deed = { topicId: TopicId; kind: TopicDeedKind; otherId?: TopicId; details?: DeedDetails }

/** Writes on the topic's line what was done to it, when and by whom (MOD-24). */
export async function writeDeed(tx: Tx, { topicId, kind, otherId, details = {} }: Deed): Promise<DeedId> {
  const id = newId<DeedId>()
  await tx.db.insert(topicDeeds).values({
    id,
    topicId,
    kind,
    otherId: otherId ?? null,
    byId: memberIdOf(tx.actor),
    at: tx.now,
    details,
  })
  return id
}

/** A topic that this actor keeps in order, locked; what was taken back is not reshaped. */
export async function topicToKeep(tx: Tx, ref: { topicId: TopicId }, may = canKeep): Promise<TopicInView> {
  const topic = await topicInView(tx, ref)
  permit(may(tx.actor, topic), 'forum.keep.moderators')
  if (topic.withdrawnAt) throw new Conflict('forum.topic.withdrawn')
  return topic
}
