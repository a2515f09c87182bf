import { eq } from 'drizzle-orm'
import { members, posts, voteFindings, votes } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import { Forbidden } from '#server/core/errors.ts'
import { acceptAnswer, castVote } from '#server/forum/index.ts'
import { dismissFinding, findingList, findIrregularities } from '#server/reputation/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { acceptTerms, publishTerms } from '#server/terms/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { day, expect, hour, minute, test, type World } from '#tests/world.ts'
import { standingOf } from './story.ts'

type Ref = Awaited<ReturnType<Awaited<ReturnType<typeof standingOf>>['asks']>>

/** People, and questions of theirs to vote on. */
async function votingOf(world: World) {
  const { ada, nia, bo } = world.cast
  await changeSettings(world.as(ada), { abilityPreset: 'new', upVotesPerDay: 1000 })
  const told = await standingOf(world)
  const person = (handle: string, email?: string) => memberOf(world, { handle, ...(email ? { email } : {}) })
  const writes = async (who: Member, count: number): Promise<Ref[]> => {
    const question = await told.asks(nia, `Who helps with ${who.handle} ${world.now.getTime()}?`)
    const refs: Ref[] = []
    for (let n = 0; n < count; n++) refs.push(await told.says(who, question, `Answer ${n} by ${who.handle}.`))
    return refs
  }
  const votesOn = async (who: Member, refs: Ref[], pause = minute) => {
    for (const { postId } of refs) {
      world.pass(pause)
      await castVote(world.as(who), { postId, value: 1 })
    }
  }
  const night = async () => {
    world.pass(6 * hour)
    await told.hears()
    const found = await findIrregularities(world.ctx)
    await told.hears()
    return found
  }
  const findings = () => world.db.select().from(voteFindings).orderBy(voteFindings.id)
  return { ...told, person, writes, votesOn, night, findings, bo }
}

test('REP-23: serial votes to one person are set aside in the night, with the cause in the ledger', async ({
  world,
}) => {
  const { person, writes, votesOn, night, findings, entries, shown, bo } = await votingOf(world)
  const fan = await person('fan')
  const answers = await writes(bo, 6)
  await votesOn(fan, answers)
  expect(await night()).toBe(1)

  const [finding] = await findings()
  expect(finding).toMatchObject({ cause: 'serial', rule: 'serial', giverId: fan.memberId, count: 6 })
  expect(await shown(bo)).toBe(1)
  const reversed = (await entries(bo)).filter(({ cause }) => cause === 'serial')
  expect(reversed.map(({ amount }) => amount)).toEqual([-10, -10, -10, -10, -10, -10])
  const [post] = await world.db.select().from(posts).where(eq(posts.id, answers[0]!.postId))
  expect(post).toMatchObject({ score: 0, up: 0 })
  expect(await night()).toBe(0)
})

test('REP-23: many votes spread over many authors, and a few to one, are left alone', async ({ world }) => {
  const { person, writes, votesOn, night, shown, bo } = await votingOf(world)
  const reader = await person('reader')
  for (const handle of ['ann', 'ben', 'cleo', 'dan', 'eve'])
    await votesOn(reader, await writes(await person(handle), 2))
  await votesOn(reader, await writes(bo, 4))
  await votesOn(await person('other'), await writes(bo, 4))
  expect(await night()).toBe(0)
  expect(await shown(bo)).toBe(81)
})

test('REP-23: a ring that votes in turn, a little a day, is found by what it gives back', async ({
  world,
}) => {
  const { person, writes, votesOn, night, findings, shown } = await votingOf(world)
  const ring = [await person('ring-a'), await person('ring-b'), await person('ring-c')]
  for (let round = 0; round < 5; round++) {
    const written: Ref[][] = []
    for (const member of ring) written.push(await writes(member, 1))
    for (const [n, voter] of ring.entries())
      for (const [m, refs] of written.entries()) if (n !== m) await votesOn(voter, refs)
    world.pass(2 * day)
  }
  expect(await night()).toBe(6)
  expect(new Set((await findings()).map(({ rule }) => rule))).toEqual(new Set(['ring']))
  for (const member of ring) expect(await shown(member)).toBe(1)
})

test('REP-23: two sign-ins of one mailbox neither vote for each other nor twice for a third', async ({
  world,
}) => {
  const { person, writes, votesOn, night, findings, shown, bo } = await votingOf(world)
  const self = await person('self', 'some.one@mail.example')
  const other = await person('other-self', 'some.one+two@mail.example')
  await votesOn(other, await writes(self, 1))
  const third = await writes(bo, 1)
  await votesOn(self, third)
  await votesOn(other, third)
  expect(await night()).toBe(2)
  expect((await findings()).map(({ rule, count }) => [rule, count])).toEqual([
    ['mailbox', 1],
    ['mailbox', 1],
  ])
  expect([await shown(self), await shown(bo)]).toEqual([1, 11])
})

test('REP-23: one network alone convicts nobody; with votes for its author only, it does', async ({
  world,
}) => {
  const { person, writes, votesOn, night, shown, bo } = await votingOf(world)
  const [colleague, puppet] = [await person('colleague'), await person('puppet')]
  const { version } = await publishTerms(world.as(world.cast.ada), {
    ...{ document: 'terms-of-service', summary: 'The first terms of this community.', mustAccept: true },
  })
  for (const who of [bo, colleague, puppet])
    await acceptTerms(world.as(who), { version, method: 'join', network: '192.0.2.7' })
  const answers = await writes(bo, 4)
  await votesOn(puppet, answers.slice(0, 4), 8 * hour)
  await votesOn(colleague, answers.slice(0, 1))
  await votesOn(colleague, await writes(await person('someone-else'), 3))
  expect(await night()).toBe(1)
  expect(await shown(bo)).toBe(11)
})

test('REP-23: answers accepted in return earn nothing and stay accepted', async ({ world }) => {
  const { person, asks, says, night, findings, entries, shown, bo } = await votingOf(world)
  const partner = await person('partner')
  for (let round = 0; round < 3; round++)
    for (const [asker, helper] of [
      [bo, partner],
      [partner, bo],
    ] as const) {
      const question = await asks(asker, `Round ${round} of ${asker.handle}?`)
      await acceptAnswer(world.as(asker), await says(helper, question))
    }
  const honest = await asks(world.cast.nia, 'Is it solved?')
  await acceptAnswer(world.as(world.cast.nia), await says(bo, honest))
  expect(await night()).toBe(2)
  expect((await findings()).map(({ cause, count }) => [cause, count])).toEqual([
    ['swapped', 3],
    ['swapped', 3],
  ])
  expect([await shown(partner), await shown(bo)]).toEqual([1, 16])
  expect((await entries(partner)).filter(({ amount }) => amount < 0).map(({ cause }) => cause)).toContain(
    'swapped',
  )
  const accepted = await world.db.select().from(posts).where(eq(posts.authorId, partner.memberId))
  expect(accepted.filter(({ acceptedAt }) => acceptedAt !== null)).toHaveLength(3)
})

test('REP-23: a moderator dismisses a finding in one action, and it is not found again', async ({
  world,
}) => {
  const { person, writes, votesOn, night, hears, findings, shown, bo } = await votingOf(world)
  const { mo, nia, ada } = world.cast
  const fan = await person('fan')
  const answers = await writes(bo, 5)
  await votesOn(fan, answers)
  await night()
  const [finding] = await findings()
  const ref = { findingId: finding!.id }

  await expect(findingList(world.as(bo))).rejects.toThrow(Forbidden)
  await expect(dismissFinding(world.as(nia), ref)).rejects.toThrow(Forbidden)
  await expect(castVote(world.as(fan), { postId: answers[0]!.postId, value: 0 })).rejects.toThrow(Forbidden)
  expect((await findingList(world.as(mo))).items).toMatchObject([
    { rule: 'serial', giver: { handle: 'fan' } },
  ])

  await dismissFinding(world.as(mo), ref)
  await dismissFinding(world.as(ada), ref)
  await hears()
  expect(await shown(bo)).toBe(51)
  expect(await world.told('irregularity.dismissed')).toHaveLength(1)
  expect(await night()).toBe(0)
  expect((await findingList(world.as(mo))).items).toEqual([])
  expect((await findingList(world.as(mo), { state: 'all', limit: 1 })).items).toHaveLength(1)
})

test('REP-23: an admin may have findings listed only, or the look left out', async ({ world }) => {
  const { person, writes, votesOn, night, findings, shown, bo } = await votingOf(world)
  await changeSettings(world.as(world.cast.ada), { irregularVotes: 'off' })
  await votesOn(await person('fan'), await writes(bo, 5))
  expect(await night()).toBe(0)
  await changeSettings(world.as(world.cast.ada), { irregularVotes: 'list' })
  expect(await night()).toBe(1)
  expect(await findings()).toMatchObject([{ reversedAt: null }])
  expect(await shown(bo)).toBe(51)
  expect(await world.db.$count(votes, eq(votes.value, 1))).toBe(5)
  expect(await world.db.$count(members, eq(members.reputation, 51))).toBe(1)
})
