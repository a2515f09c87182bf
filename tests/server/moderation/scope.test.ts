import { giveBoardRoles, giveLanguageRoles, actorOfMember } from '#server/identity/index.ts'
import { createBoard } from '#server/forum/index.ts'
import { reviewQueue } from '#server/moderation/index.ts'
import { expect, test } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

test('MOD-10: a moderator of a board or a language sees, counts and decides items of that board or language only', async ({
  world,
}) => {
  const { nia, bo, cal, pia, eli, ada, mo } = world.cast
  const { board, asks, flag, decide, finds } = await moderationOf(world)
  const other = await createBoard(world.as(ada), { slug: 'route', title: 'Route', kinds: ['question'] })
  const here = await flag(pia, await asks(nia))
  const german = await flag(pia, await asks({ ...nia, locale: 'de-AT' }, 'Warum ist der Speicher kalt?'))
  for (const [who, boardId] of [
    [bo, board.id],
    [cal, other.id],
  ] as const)
    await giveBoardRoles(world.as(ada), { memberId: who.memberId, boardId, roles: ['moderator'] })
  await giveLanguageRoles(world.as(ada), { memberId: eli.memberId, language: 'de', roles: ['moderator'] })
  const now = (who: typeof nia) => actorOfMember(world.ctx, { memberId: who.memberId })
  const sees = async (who: typeof nia) => {
    const { rows, counts } = await reviewQueue(world.as(await now(who)), {})
    return [rows.map(({ id }) => id).sort(), counts.all]
  }
  const both = [here.itemId, german.itemId].sort()
  expect(await sees(mo)).toEqual([both, 2])
  expect(await sees(bo)).toEqual([both, 2])
  expect(await sees(cal)).toEqual([[], 0])
  expect(await sees(eli)).toEqual([[german.itemId], 1])
  await expect(reviewQueue(world.as(nia), {})).rejects.toMatchObject({ status: 403 })

  await expect(decide(here.itemId, spamHide, await now(eli))).rejects.toMatchObject({ status: 404 })
  await expect(decide(here.itemId, spamHide, await now(cal))).rejects.toMatchObject({ status: 404 })
  await decide(german.itemId, spamHide, await now(eli))
  await decide(here.itemId, { action: 'approve' }, await now(bo))
  expect(await finds(mo, await asks(nia, 'And now?'))).toMatchObject({ stub: null })
})
