import { and, eq, sql } from 'drizzle-orm'
import { standingDeeds } from '#db/schema/standing.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { StoredFact } from '#server/core/events.ts'
import type { MemberId } from '#server/core/ids.ts'
import { reaction } from '#server/core/reaction.ts'
import { lookAt } from './looking.ts'

type Deed = Omit<typeof standingDeeds.$inferInsert, 'otherId' | 'queue'> & {
  otherId?: MemberId | null
  queue?: string | null
}

/** One row for each deed, whatever is told of it how often; the newest verdict stands. */
async function note(tx: Tx, deed: Deed) {
  await tx.db
    .insert(standingDeeds)
    .values(deed)
    .onConflictDoUpdate({
      target: [standingDeeds.memberId, standingDeeds.kind, standingDeeds.sourceId],
      set: { outcome: sql`excluded.outcome` },
    })
  await lookAt(tx, [deed.memberId])
}

function noting(ctx: Ctx, work: (tx: Tx) => Promise<unknown>) {
  // house: silent change — moderation told it already; what it moves is told when it is counted
  return change(ctx, async (tx) => void (await work(tx)))
}

/** A flag was raised: it counts as raised until it is judged. */
export const noteFlag = reaction<'post.flagged' | 'member.flagged'>(
  'reputation.noteFlag',
  (ctx, { payload, at }) =>
    noting(ctx, async (tx) => {
      const raised = {
        kind: 'flag' as const,
        sourceId: payload.flagId,
        memberId: payload.flaggerId,
        outcome: 0,
        at,
      }
      await tx.db.insert(standingDeeds).values(raised).onConflictDoNothing()
      await lookAt(tx, [payload.flaggerId])
    }),
)

/** Judged: who flagged was right, wrong or overturned; against the author each flagged post counts once (REP-20). */
export const noteVerdict = reaction<'flag.judged'>('reputation.noteVerdict', (ctx, { payload, at }) =>
  noting(ctx, async (tx) => {
    const { flagId, flaggerId, postId, authorId, upheld, before } = payload
    const overturned = before === true && upheld === false
    const outcome = upheld === true ? 1 : overturned ? -1 : 0
    await note(tx, { kind: 'flag', sourceId: flagId, memberId: flaggerId, outcome, at })
    if (postId && authorId)
      await note(tx, { kind: 'flagged', sourceId: postId, memberId: authorId, outcome: upheld ? 1 : 0, at })
  }),
)

/** A suggested edit was taken or not. */
export const noteSuggestion = reaction<'suggestion.decided'>(
  'reputation.noteSuggestion',
  (ctx, { payload, at }) =>
    noting(ctx, (tx) =>
      note(tx, {
        ...{ kind: 'suggestion', sourceId: payload.suggestionId, memberId: payload.proposerId },
        ...{ outcome: payload.approved ? 1 : 0, at },
      }),
    ),
)

/** A newcomer's first post was guided to publication; who guides oneself guides nobody. */
export const noteGuided = reaction<'firstPost.approved'>('reputation.noteGuided', (ctx, { payload, at }) =>
  noting(ctx, async (tx) => {
    const { postId, authorId, byId } = payload
    if (byId === authorId) return
    await note(tx, { kind: 'guided', sourceId: postId, memberId: byId, otherId: authorId, outcome: 1, at })
  }),
)

/** A review counts as agreed with until somebody else undoes it. */
export const noteReview = reaction<'review.decided'>('reputation.noteReview', (ctx, { payload, at }) =>
  noting(ctx, async (tx) => {
    const { decisionId, deciderId, kind } = payload
    if (!deciderId) return
    const review = { kind: 'review' as const, sourceId: decisionId, memberId: deciderId, outcome: 1, at }
    await tx.db
      .insert(standingDeeds)
      .values({ ...review, queue: kind })
      .onConflictDoNothing()
    await lookAt(tx, [deciderId])
  }),
)

/** Undone by another it counts against its reviewer, by themselves it never was. */
export const noteUndone = reaction<'review.undone'>('reputation.noteUndone', (ctx, fact) =>
  noting(ctx, async (tx) => {
    const [review] = await tx.db.select().from(standingDeeds).where(ofDecision(fact))
    if (!review) return
    if (review.memberId === fact.actorId) await tx.db.delete(standingDeeds).where(ofDecision(fact))
    else await tx.db.update(standingDeeds).set({ outcome: -1 }).where(ofDecision(fact))
    await lookAt(tx, [review.memberId])
  }),
)

const ofDecision = ({ payload }: StoredFact<'review.undone'>) =>
  and(eq(standingDeeds.kind, 'review'), eq(standingDeeds.sourceId, payload.decisionId))
