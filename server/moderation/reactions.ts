import { eq } from 'drizzle-orm'
import { reviewItems } from '#db/schema/moderation.ts'
import { change } from '#server/core/change.ts'
import { actingAs, type Tx } from '#server/core/ctx.ts'
import type { StoredFact } from '#server/core/events.ts'
import type { MemberId } from '#server/core/ids.ts'
import { reaction } from '#server/core/reaction.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { endItem, openBeside, openItem, record } from './items.ts'
import { judgeFlags } from './judging.ts'
import { postStanding } from './views/subject.ts'

type Posted = 'topic.started' | 'answer.posted' | 'comment.posted' | 'reply.posted'

/** Scores of what waits without flags: somebody waits for a first look, so that comes before suggestions. */
const firstPostScore = 5
const reopenScore = 2

/** A held post waits for a first look, and is published by itself when nobody had time for it (MOD-08). */
export const openHeld = reaction<Posted>('moderation.openHeld', async (ctx, { at, payload }) => {
  if (!payload.held) return
  const { firstPostHours } = await settingsOf(ctx)
  await change(ctx, async (tx) => {
    const post = await postStanding(tx, payload.postId)
    if (!post?.heldAt || post.withdrawnAt) return
    const before = await tx.db.$count(reviewItems, eq(reviewItems.postId, post.id))
    if (before > 0) return
    await openItem(tx, {
      kind: 'first-post',
      subject: { post: post.id },
      reasons: [{ key: 'moderation.reason.firstPost' }],
      score: firstPostScore,
      publishAt: new Date(at.getTime() + firstPostHours * 3_600_000),
    })
  })
})

/** A significant edit of a closed topic asks once for another look (ASK-14). */
export const openReopening = reaction<'topic.reviewAsked'>(
  'moderation.openReopening',
  async (ctx, { payload }) => {
    await change(ctx, (tx) =>
      openItem(tx, {
        kind: 'reopen',
        subject: { topic: payload.topicId },
        reasons: [{ key: 'moderation.reason.closedEdited' }],
        score: reopenScore,
      }),
    )
  },
)

/** A post was hidden outside the queue: what waits about it is decided by that, and its flags were right. */
export const followHidden = reaction<'post.hidden'>('moderation.followHidden', async (ctx, fact) => {
  if (fact.payload.pending) return
  const by =
    fact.actorKind === 'member' ? await actorOfMember(ctx, { memberId: fact.actorId as MemberId }) : null
  const { clause, termsVersion } = fact.payload
  const decided = { action: 'hide', clause, termsVersion, upheld: true, state: 'decided' } as const
  await change(by ? actingAs(ctx, by) : ctx, (tx) => settleAll(tx, fact, decided))
})

/** The author took the post back: nothing is left to decide, and nobody's flag is judged. */
export const followWithdrawn = reaction<'post.withdrawn'>('moderation.followWithdrawn', async (ctx, fact) => {
  await change(ctx, (tx) =>
    settleAll(tx, fact, { action: 'withdraw', clause: null, upheld: null, state: 'withdrawn' }),
  )
})

type Ended = {
  action: string
  clause: string | null
  termsVersion?: number | undefined
  upheld: boolean | null
  state: 'decided' | 'withdrawn'
}

async function settleAll(
  tx: Tx,
  { payload }: StoredFact<'post.hidden' | 'post.withdrawn'>,
  { action, clause, termsVersion, upheld, state }: Ended,
) {
  for (const item of await openBeside(tx, { id: null, postId: payload.postId })) {
    const decisionId = await record(tx, item.id, {
      ...{ action, clause, termsVersion },
      after: { outside: true },
    })
    await endItem(tx, item, { state, outcome: action })
    if (upheld !== null) await judgeFlags(tx, { itemId: item.id, upheld, decisionId })
    tx.tell({
      type: 'review.decided',
      itemId: item.id,
      kind: item.kind,
      decisionId,
      action,
      clause,
      deciderId: memberIdOf(tx.actor),
      postId: item.postId,
      authorId: item.memberId,
    })
  }
}
