import { and, count, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { memberRanks, members, posts, reviewItems } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { isDomainError } from '#server/core/errors.ts'
import { type MemberId, newId, type PostId, type TopicId } from '#server/core/ids.ts'
import { acceptAnswer, addPost, castVote, createBoard, startTopic } from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { decideItem, flagPost } from '#server/moderation/index.ts'
import { findIrregularities, recomputeReputation, recomputeStanding } from '#server/reputation/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import type { Figures } from './figures.ts'
import type { Place, Places } from './places.ts'

const population = 1_000
const hour = 3_600_000
const day = 24 * hour
type Answer = { topicId: TopicId; postId: PostId }

/**
 * A thousand members, most of them honest, and five attacks on their standing: what each attacker gained before the night
 * and after it. Honest members must come out of the night with what they had.
 */
export async function measureAttacks(places: Places, figures: Figures) {
  const town = await townOf(await places.database('attacks'))
  const honest = await liveHonestly(town)

  const ring = town.take(12)
  const ringed = await gains(town, ring, async () => {
    for (let round = 0; round < 4; round++) {
      const written: Answer[] = []
      for (const member of ring) written.push(await town.answers(member))
      for (const voter of ring) for (const answer of written) await town.votes(voter, answer)
      town.pass(2 * day)
    }
  })
  const puppets = town.take(16)
  const others = puppets.slice(1)
  const puppeteered = await gains(town, [town.first(puppets)], async () => {
    await town.sameMailbox(puppets)
    const written: Answer[] = []
    for (let n = 0; n < 10; n++) written.push(await town.answers(town.first(puppets)))
    for (const voter of others) for (const answer of written) await town.votes(voter, answer)
  })
  const swappers = town.take(2)
  const swapped = await gains(town, swappers, async () => {
    for (let n = 0; n < 10; n++)
      for (const [asker, helper] of [swappers, [...swappers].reverse()]) {
        const topicId = await town.asks(asker as MemberId)
        await town.accepts(asker as MemberId, await town.answers(helper as MemberId, topicId))
      }
  })
  const stormer = town.take(1)
  const stormed = await gains(town, stormer, async () => {
    for (let n = 0; n < 300; n++) await town.answers(town.first(stormer))
  })
  const brigade = town.take(20)
  const waves = [await town.brigades(brigade), await town.brigades(brigade), await town.brigades(brigade)]

  const show = (name: string, gained: Gained) => {
    figures.add({ name: `${name}: reputation gained by evening`, value: gained.evening, unit: 'points' })
    figures.add({
      name: `${name}: reputation left after the night`,
      value: gained.morning,
      unit: 'points',
      most: 0,
    })
    figures.add({ name: `${name}: steps of the ladder climbed`, value: gained.steps, unit: 'steps', most: 1 })
  }
  show('a ring of 12 who vote for each other', ringed)
  show('15 sign-ins that vote for their owner', puppeteered)
  show('two who accept each other, ten times each', swapped)
  show('a storm of 300 reposts', stormed)
  // nine are enough to hide a post, so a wave burns nine: the record of each is judged with the post
  for (const [n, hidden] of waves.entries())
    figures.add({
      name: `posts of others hidden by 20 flaggers, wave ${n + 1}, each judged before the next`,
      value: hidden,
      unit: 'of 10',
      ...(n === waves.length - 1 ? { most: 0 } : {}),
    })
  figures.add({
    name: `honest members who lost anything by the night, of ${honest.size}`,
    value: await town.losers(honest),
    most: 0,
  })
}

type Town = Awaited<ReturnType<typeof townOf>>
type Gained = { evening: number; morning: number; steps: number }

/** What an attack brings these members, before and after the nightly look. */
async function gains(town: Town, who: readonly MemberId[], attack: () => Promise<void>): Promise<Gained> {
  const before = await town.standing(who)
  await attack()
  await town.reckon()
  const evening = await town.standing(who)
  town.pass(6 * hour)
  await findIrregularities(town.ctx())
  await town.reckon()
  const morning = await town.standing(who)
  return {
    evening: evening.reputation - before.reputation,
    morning: morning.reputation - before.reputation,
    steps: morning.step - before.step,
  }
}

/** Three weeks of questions, answers, acceptances and votes by people who read; answers what each then stood at. */
async function liveHonestly(town: Town): Promise<Map<MemberId, number>> {
  const people = town.take(600)
  const pick = town.pickFrom(people)
  for (let n = 0; n < 150; n++) {
    const asker = pick()
    const topicId = await town.asks(asker)
    const written: Answer[] = []
    for (let m = 0; m < 1 + (n % 4); m++) written.push(await town.answers(pick(), topicId))
    for (const answer of written) for (let m = 0; m < 6; m++) await town.votes(pick(), answer)
    if (n % 2 === 0 && written[0]) await town.accepts(asker, written[0])
    town.pass(3 * hour)
  }
  await town.reckon()
  return new Map(
    (await town.rows(people)).flatMap(({ id, reputation }) => (reputation > 1 ? [[id, reputation]] : [])),
  )
}

async function townOf({ db }: Place) {
  let now = new Date('2026-03-02T08:00:00Z')
  const ctx = (actor = system('bench')) => makeCtx({ db, actor, now, requestId: 'bench' })
  const as = async (memberId: MemberId) => ({ ...ctx(), actor: await actorOfMember(ctx(), { memberId }) })
  await createBoard(ctx(), { slug: 'square', title: 'Square', kinds: ['question'] })
  await changeSettings(ctx(), { abilityPreset: 'new', firstPostsHeld: 0, upVotesPerDay: 1000 })
  const ids = Array.from({ length: population }, () => newId<MemberId>())
  await db.insert(members).values(
    ids.map((id, n) => ({
      ...{ id, handle: `townsman-${n}`, displayName: `Townsman ${n}`, email: `townsman-${n}@example.test` },
      ...{ emailVerifiedAt: now, approvedPosts: 5, joinedAt: new Date(now.getTime() - 40 * day) },
    })),
  )
  const moderator = newId<MemberId>()
  await db.insert(members).values({
    ...{ id: moderator, handle: 'the-moderator', displayName: 'Moderator', email: 'moderator@example.test' },
    ...{ emailVerifiedAt: now, approvedPosts: 5, joinedAt: now, roles: ['moderator'], reputation: 3000 },
  })
  let taken = 0
  let seed = 7
  /** The same on every run. */
  const chance = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  const first = <Item>(list: readonly Item[]): Item => {
    const [item] = list
    if (item === undefined) throw new Error('nobody is left in town')
    return item
  }
  const refusals = async <Result>(deed: Promise<Result>): Promise<Result | null> => {
    try {
      return await deed
    } catch (error) {
      if (isDomainError(error)) return null
      throw error
    }
  }

  const asks = async (memberId: MemberId) => {
    const topic = await startTopic(await as(memberId), {
      ...{ board: 'square', kind: 'question', title: `Why does the export stop at ${chance(1e6)}?` },
      body: `It stopped ${chance(1e9)} times since the update.`,
    })
    return topic.id
  }
  const answers = async (memberId: MemberId, topicId?: TopicId): Promise<Answer> => {
    const at = topicId ?? (await asks(first(ids.slice(-1))))
    const post = await addPost(await as(memberId), {
      topicId: at,
      body: `Raise limit ${chance(1e9)} and retry.`,
    })
    return { topicId: at, postId: post.id }
  }
  const rows = (who: readonly MemberId[]) =>
    db
      .select({ id: members.id, reputation: members.reputation })
      .from(members)
      .where(inArray(members.id, [...who]))

  return {
    ctx,
    asks,
    answers,
    rows,
    first,
    pass: (milliseconds: number) => void (now = new Date(now.getTime() + milliseconds)),
    take: (many: number) => ids.slice(taken, (taken += many)),
    pickFrom: (people: readonly MemberId[]) => () => first(people.slice(chance(people.length))),
    votes: async (memberId: MemberId, { postId }: Answer) =>
      refusals(castVote(await as(memberId), { postId, value: 1 })),
    accepts: async (memberId: MemberId, answer: Answer) => refusals(acceptAnswer(await as(memberId), answer)),
    sameMailbox: (who: readonly MemberId[]) =>
      db
        .update(members)
        .set({ email: sql`'one.person+' || ${members.handle} || '@example.test'` })
        .where(inArray(members.id, [...who])),
    /** The ledger and every rank from what is true now, as reactions would have left them. */
    reckon: async () => {
      await recomputeReputation(ctx())
      await recomputeStanding(ctx())
    },
    standing: async (who: readonly MemberId[]) => {
      const found = await rows(who)
      const ranks = await db
        .select({ step: memberRanks.step })
        .from(memberRanks)
        .where(and(inArray(memberRanks.memberId, [...who]), eq(memberRanks.ladder, 'contributors')))
      return {
        reputation: found.reduce((sum, { reputation }) => sum + reputation, 0),
        step: Math.max(0, ...ranks.map(({ step }) => step)),
      }
    },
    losers: async (before: ReadonlyMap<MemberId, number>) =>
      (await rows([...before.keys()])).filter(({ id, reputation }) => reputation < (before.get(id) ?? 0))
        .length,
    /** Ten sound posts, reported by all of them; how many were hidden, before a moderator lets each stand. */
    brigades: async (who: readonly MemberId[]) => {
      const author = first(ids.slice(-2))
      const sound: Answer[] = []
      for (let n = 0; n < 10; n++) sound.push(await answers(author))
      for (const { postId } of sound)
        for (const flagger of who) await refusals(flagPost(await as(flagger), { postId, clause: 'no-spam' }))
      const postIds = sound.map(({ postId }) => postId)
      const [hidden] = await db
        .select({ count: count() })
        .from(posts)
        .where(and(inArray(posts.id, postIds), isNotNull(posts.hiddenAt)))
      const open = await db
        .select({ id: reviewItems.id })
        .from(reviewItems)
        .where(and(inArray(reviewItems.postId, postIds), eq(reviewItems.state, 'open')))
      for (const { id } of open) await decideItem(await as(moderator), { itemId: id, action: 'approve' })
      now = new Date(now.getTime() + 2 * day)
      return hidden?.count ?? 0
    },
  }
}
