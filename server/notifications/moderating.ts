import { and, eq, isNull, sql } from 'drizzle-orm'
import { notices } from '#db/schema/notifications.ts'
import { change } from '#server/core/change.ts'
import type { StoredFact } from '#server/core/events.ts'
import { reaction } from '#server/core/reaction.ts'
import { earlierOutcome } from './views/outcomes.ts'
import { type Draft, writeNotices } from './writing.ts'

/** Nobody is named: who decided is the moderators' affair. */
const unnamed = { topicId: null, postId: null, readable: null, byId: null } as const

/**
 * Everybody who reported something hears the outcome once (MOD-13): an undone decision tells nothing, the same outcome
 * again neither; another outcome than the one they heard is told.
 */
export const tellReporter = reaction<'flag.judged'>('notifications.tellReporter', async (ctx, fact) => {
  const { upheld, flaggerId, flagId, clause } = fact.payload
  if (upheld === null) return
  const outcome = upheld ? 'upheld' : 'kept'
  await change(ctx, async (tx) => {
    const heard = await earlierOutcome(tx, { memberId: flaggerId, flagId, except: fact.id })
    if (heard === outcome) return
    const params = { flagId, outcome, clause }
    const draft: Draft = { memberId: flaggerId, kind: 'reported', cause: 'reports', rule: 'flagged', params }
    await writeNotices(tx, { fact, ...unnamed }, [draft])
  })
})

/** The proposer of an edit hears what came of it (ASK-18). */
export const tellProposer = reaction<'suggestion.decided'>(
  'notifications.tellProposer',
  async (ctx, fact) => {
    const { proposerId, approved, suggestionId } = fact.payload
    const params = { suggestionId, outcome: approved ? 'approved' : 'rejected' }
    const draft: Draft = {
      memberId: proposerId,
      kind: 'suggested',
      cause: 'reports',
      rule: 'proposed',
      params,
    }
    await change(ctx, (tx) => writeNotices(tx, { fact, ...unnamed }, [draft]))
  },
)

/** Whose words were corrected in the queue reads what changed (MOD-07). */
export const tellCorrected = reaction<'review.decided'>('notifications.tellCorrected', async (ctx, fact) => {
  await change(ctx, async (tx) => {
    const { action, authorId, postId, kind, itemId } = fact.payload
    if (action === 'fix' && kind !== 'edit' && postId) {
      const draft: Draft = { memberId: authorId, kind: 'corrected', cause: 'posts', rule: 'posted' }
      await writeNotices(tx, { fact, ...unnamed, postId, readable: postId }, [draft])
    }
    const settled = await tx.db
      .update(notices)
      .set({ doneAt: tx.now })
      .where(
        and(
          eq(notices.kind, 'queued'),
          isNull(notices.doneAt),
          sql`${notices.params} ->> 'itemId' = ${itemId}`,
        ),
      )
      .returning({ memberId: notices.memberId })
    for (const { memberId } of settled) tx.tell({ type: 'inbox.changed', memberId })
  })
})

/** A private word about a post reaches its author, with the name of who wrote it (MOD-01). */
export const tellNoted = reaction<'author.noted'>('notifications.tellNoted', async (ctx, fact) => {
  const { authorId, fromId } = fact.payload
  const draft: Draft = { memberId: authorId, kind: 'noted', cause: 'posts', rule: 'posted' }
  await change(ctx, (tx) => writeNotices(tx, { fact, ...unnamed, byId: fromId }, [draft]))
})

/** A moderator is alerted in the page, by mail or both, as they chose (MOD-11). */
export const tellAlert = reaction<'moderator.alerted'>('notifications.tellAlert', async (ctx, fact) => {
  await change(ctx, async (tx) => {
    await writeNotices(tx, { fact, ...unnamed }, [alertOf(fact)])
    if (fact.payload.page) return
    // by mail only: nothing is left to do in the page
    await tx.db
      .update(notices)
      .set({ doneAt: tx.now })
      .where(and(eq(notices.eventId, fact.id), eq(notices.memberId, fact.payload.memberId)))
  })
})

const alertOf = ({ payload }: StoredFact<'moderator.alerted'>): Draft => ({
  memberId: payload.memberId,
  kind: 'queued',
  cause: 'queue',
  rule: 'moderator',
  params: { itemId: payload.itemId, kind: payload.kind, mail: payload.mail ? 'yes' : 'no' },
})
