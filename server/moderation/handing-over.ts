import { z } from 'zod'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import { isMember } from '#server/core/actor.ts'
import { topicNumber } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { answersIn, follow, topicInView } from '#server/forum/index.ts'
import { openItem } from './items.ts'

export const handingOver = z.object({
  topicId: topicNumber,
  /** One sentence, if they like. */
  sentence: z.string().trim().max(300, 'forum.text.long').default(''),
})

const score = 5

/**
 * "Take this off my hands": a member who answers somebody and has had enough of it passes the topic to the moderators and
 * hears no more of it (MOD-17). Nobody else is told, and nothing is asked.
 */
export async function handOver(ctx: Ctx, input: z.input<typeof handingOver>) {
  const wanted = parse(handingOver, input)
  return change(ctx, async (tx) => {
    if (!isMember(tx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
    const topic = await topicInView(tx, wanted)
    const { memberId, handle } = tx.actor
    permit(
      topic.authorId !== memberId && (await answersIn(tx, { topicId: topic.id, memberId })),
      'moderation.handOver.answering',
    )
    const words = wanted.sentence.replace(/\s+/g, ' ')
    await openItem(tx, {
      kind: 'other',
      subject: { topic: topic.id },
      reasons: [
        words === ''
          ? { key: 'moderation.reason.handedOver', params: { handle } }
          : { key: 'moderation.reason.handedOverWith', params: { handle, words } },
      ],
      score,
    })
    await follow(tx, { subject: 'topic', id: String(topic.id), level: 'muted' })
    tx.tell({ type: 'topic.handedOver', topicId: topic.id, boardId: topic.boardId, memberId })
    return { topicId: topic.id }
  })
}
