import { eq } from 'drizzle-orm'
import { memberMeasures, standingDeeds } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import type { StoredFact } from '#server/core/events.ts'
import { newId } from '#server/core/ids.ts'
import {
  noteFlag,
  noteGuided,
  noteReview,
  noteSuggestion,
  noteUndone,
  noteVerdict,
  reviewAgreement,
  sweepStanding,
} from '#server/reputation/index.ts'
import { expect, test, type World } from '#tests/world.ts'

/** A fact as moderation tells it. */
const fact = (world: World, type: string, payload: object, by?: Member) =>
  ({
    ...{ id: newId(), type, at: world.now, origin: null, depth: 0, payload },
    ...{ actorKind: by ? 'member' : 'system', actorId: by?.memberId ?? null },
  }) as unknown as StoredFact

const counted = async (world: World, who: Member) => {
  await sweepStanding(world.ctx)
  return (await world.db.select().from(memberMeasures).where(eq(memberMeasures.memberId, who.memberId)))[0]
    ?.values
}

test('REP-20: upheld flags and agreed reviews count, overturned ones against, told twice or not', async ({
  world,
}) => {
  const { mo, bo, nia, ada } = world.cast
  const flagId = newId<string>()
  const postId = newId<string>()
  const verdict = (upheld: boolean | null, before: boolean | null) =>
    fact(world, 'flag.judged', {
      ...{ flagId, flaggerId: nia.memberId, postId, authorId: bo.memberId, upheld, before, clause: 'spam' },
    })
  const raised = fact(world, 'post.flagged', { flagId, flaggerId: nia.memberId, clause: 'spam', postId })
  await noteFlag.run(world.ctx, raised as never)
  for (const one of [verdict(true, null), verdict(true, null)]) await noteVerdict.run(world.ctx, one as never)
  expect(await counted(world, nia)).toMatchObject({ flagsUpheld: 1, RV: 1 })
  expect(await counted(world, bo)).toMatchObject({ flags30: 1, flags180: 1 })
  await noteFlag.run(world.ctx, raised as never)
  expect(await counted(world, nia)).toMatchObject({ flagsUpheld: 1 })

  await noteVerdict.run(world.ctx, verdict(false, true) as never)
  expect(await counted(world, nia)).toMatchObject({ flagsUpheld: 0, RV: -1 })
  expect(await counted(world, bo)).toMatchObject({ flags30: 0 })

  const decided = (decisionId: string) =>
    fact(world, 'review.decided', { decisionId, kind: 'flags', deciderId: mo.memberId }, mo)
  const undone = (decisionId: string, by: Member) => fact(world, 'review.undone', { decisionId }, by)
  const ids = [newId<string>(), newId<string>(), newId<string>(), newId<string>()]
  for (const id of ids) await noteReview.run(world.ctx, decided(id) as never)
  await noteUndone.run(world.ctx, undone(ids[0]!, ada) as never)
  await noteUndone.run(world.ctx, undone(ids[1]!, mo) as never)
  await noteReview.run(world.ctx, decided(ids[0]!) as never)
  expect(await counted(world, mo)).toMatchObject({ reviews: 3, RV: 1 })

  expect(await reviewAgreement(world.as(mo), mo)).toEqual({ agreed: 2, overturned: 1, percent: 67 })
  expect(await reviewAgreement(world.as(ada), mo)).toMatchObject({ percent: 67 })
  for (const other of [bo, world.cast.guest]) expect(await reviewAgreement(world.as(other), mo)).toBeNull()
  expect(await reviewAgreement(world.as(bo), bo)).toBeNull()
})

test('REP-20 REP-24: a newcomer is guided once, by somebody else, and a suggestion counts when it is taken', async ({
  world,
}) => {
  const { mo, bo, nia } = world.cast
  const guided = (by: Member, author: Member) =>
    fact(world, 'firstPost.approved', { postId: newId(), authorId: author.memberId, byId: by.memberId })
  for (const one of [guided(mo, nia), guided(mo, nia), guided(mo, bo), guided(mo, mo)])
    await noteGuided.run(world.ctx, one as never)
  expect(await counted(world, mo)).toMatchObject({ FG: 2 })
  const suggestionId = newId()
  const decided = (approved: boolean) =>
    fact(world, 'suggestion.decided', { suggestionId, postId: newId(), proposerId: nia.memberId, approved })
  await noteSuggestion.run(world.ctx, decided(true) as never)
  expect(await counted(world, nia)).toMatchObject({ suggestions: 1, edits: 1 })
  await noteSuggestion.run(world.ctx, decided(false) as never)
  expect(await counted(world, nia)).toMatchObject({ suggestions: 0, edits: 0 })
  expect(
    await world.db.select().from(standingDeeds).where(eq(standingDeeds.kind, 'suggestion')),
  ).toHaveLength(1)
})
