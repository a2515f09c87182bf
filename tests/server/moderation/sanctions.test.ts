import fc from 'fast-check'
import { asc, eq } from 'drizzle-orm'
import { moderationLog, type SanctionKind, sanctions } from '#db/schema/index.ts'
import type { Actor, Restriction, RestrictionKind } from '#server/core/actor.ts'
import type { SanctionId } from '#server/core/ids.ts'
import { addPost } from '#server/forum/index.ts'
import { actorOfMember, giveBoardRoles, giveModerationActions, giveRoles } from '#server/identity/index.ts'
import {
  endSanctions,
  flagMember,
  flagPost,
  liftSanction,
  noteAuthor,
  sanctionMember,
  statementPage,
} from '#server/moderation/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { day, expect, hour, test, type World } from '#tests/world.ts'

const acting = (world: World, handle: string) => actorOfMember(world.ctx, { handle })
type Wish = Partial<Parameters<typeof sanctionMember>[1]>
const wish = (kind: SanctionKind, more: Wish = {}) =>
  ({
    handle: 'bo',
    kind,
    clause: kind === 'note' ? undefined : 'no-spam',
    limits: kind === 'limit' ? (['topics'] as const) : undefined,
    days: kind === 'limit' || kind === 'suspension' ? 3 : undefined,
    reason: 'He sells the same tool in every topic.',
    ...more,
  }) as Parameters<typeof sanctionMember>[1]
const gives = (world: World, actor: Actor, kind: SanctionKind, more: Wish = {}) =>
  sanctionMember(world.as(actor), wish(kind, more))
const skipped = { skipReason: 'It was meant to hurt.' }
const restricted = async (world: World, handle = 'bo') =>
  (await acting(world, handle)).restrictions.map(({ kind }) => kind)

test('MOD-16: note, warning, limit and suspension follow each other; a step left out needs a reason', async ({
  world,
}) => {
  const { mo } = world.cast
  const missing = { status: 422, fields: [{ path: 'skipReason', key: 'moderation.sanction.skip' }] }
  for (const kind of ['warning', 'limit', 'suspension'] as const)
    await expect(gives(world, mo, kind)).rejects.toMatchObject(missing)
  await gives(world, mo, 'note')
  await expect(gives(world, mo, 'limit')).rejects.toMatchObject(missing)
  await gives(world, mo, 'warning')
  await expect(gives(world, mo, 'suspension')).rejects.toMatchObject(missing)
  await gives(world, mo, 'limit')
  await gives(world, mo, 'suspension')
  expect(await restricted(world)).toEqual(['suspension', 'topics'])
  await gives(world, mo, 'suspension', { handle: 'cal', ...skipped })
  expect(await restricted(world, 'cal')).toEqual(['suspension'])
  const told = async (type: 'member.noted' | 'member.warned' | 'member.limited' | 'member.suspended') =>
    (await world.told(type)).length
  expect([
    await told('member.noted'),
    await told('member.warned'),
    await told('member.limited'),
    await told('member.suspended'),
  ]).toEqual([1, 1, 1, 2])
})

test('MOD-16: strikes expire after the set time, and what was overturned never counted', async ({
  world,
}) => {
  const { mo } = world.cast
  await gives(world, mo, 'note')
  const { sanctionId } = await gives(world, mo, 'warning')
  await liftSanction(world.as(mo), { sanctionId, as: 'overturned', reason: 'It was another Bo.' })
  await expect(gives(world, mo, 'limit')).rejects.toMatchObject({ fields: [{ path: 'skipReason' }] })
  await gives(world, mo, 'warning')
  world.pass(180 * day)
  await expect(gives(world, mo, 'limit')).rejects.toMatchObject({ fields: [{ path: 'skipReason' }] })
  await expect(gives(world, mo, 'warning')).rejects.toMatchObject({ fields: [{ path: 'skipReason' }] })
})

test('MOD-16: every limit and suspension ends by its moment, whether or not anything runs then', async ({
  world,
}) => {
  const { mo, bo, nia } = world.cast
  const { asks } = await storyOf(world)
  const question = await asks(nia)
  for (const kind of ['limit', 'suspension'] as const)
    for (const days of [undefined, 0, 100_000])
      await expect(gives(world, mo, kind, { ...skipped, days })).rejects.toMatchObject({
        fields: [{ path: 'days' }],
      })
  await gives(world, mo, 'suspension', { ...skipped, days: 2 })
  const writes = async () =>
    addPost(world.as(await acting(world, 'bo')), { topicId: question.topicId, body: 'Warm it.' })
  await expect(writes()).rejects.toMatchObject({ status: 403, params: { type: 'suspended' } })
  world.pass(2 * day - 1)
  await expect(writes()).rejects.toMatchObject({ status: 403 })
  expect(await endSanctions(world.ctx)).toBe(0)
  world.pass(1)
  await writes()
  expect(await world.told('sanction.ended')).toEqual([])
  expect([await endSanctions(world.ctx), await endSanctions(world.ctx)]).toEqual([1, 0])
  expect((await world.told('sanction.ended')).map(({ payload }) => payload.memberId)).toEqual([bo.memberId])
})

test('MOD-16: lifted early with a reason it is open at once, to what else still holds; nothing is lifted twice', async ({
  world,
}) => {
  const { mo, cal } = world.cast
  const first = await gives(world, mo, 'limit', { ...skipped, limits: ['topics', 'votes'], days: 9 })
  await gives(world, mo, 'limit', { limits: ['votes'], days: 2 })
  const lifts = (actor: Actor, sanctionId = first.sanctionId) =>
    liftSanction(world.as(actor), { sanctionId, as: 'early', reason: 'He asked and understood.' })
  await expect(lifts(cal)).rejects.toMatchObject({ status: 403 })
  await expect(
    liftSanction(world.as(mo), { sanctionId: first.sanctionId, as: 'early', reason: ' ' }),
  ).rejects.toMatchObject({ fields: [{ path: 'reason' }] })
  const until = async (kind: RestrictionKind) =>
    (await acting(world, 'bo')).restrictions.find((held) => held.kind === kind)?.until
  expect(await until('votes')).toEqual(new Date(world.now.getTime() + 9 * day))
  await lifts(mo)
  expect([await until('topics'), await until('votes')]).toEqual([
    undefined,
    new Date(world.now.getTime() + 2 * day),
  ])
  await expect(lifts(mo)).rejects.toMatchObject({ status: 409, key: 'moderation.lift.again' })
  await expect(lifts(mo, '00000000-0000-7000-8000-000000000000' as SanctionId)).rejects.toMatchObject({
    status: 404,
  })
})

test('MOD-16 MOD-25: only the action opens its step, nobody acts on equals, on those above or on themselves', async ({
  world,
}) => {
  const { ada, mo, eli, nia, cal } = world.cast
  const { board, asks } = await storyOf(world)
  for (const who of [nia, eli, cal])
    await expect(gives(world, who, 'note')).rejects.toMatchObject({ status: 403 })
  for (const handle of ['mo', 'ada'])
    await expect(gives(world, mo, 'warning', { handle, ...skipped })).rejects.toMatchObject({ status: 403 })
  await expect(gives(world, mo, 'note', { handle: 'mo' })).rejects.toMatchObject({
    key: 'moderation.sanction.self',
  })
  await gives(world, mo, 'warning', { handle: 'eli', ...skipped })
  await gives(world, ada, 'warning', { handle: 'mo', ...skipped })
  await expect(gives(world, ada, 'note', { handle: 'ada' })).rejects.toMatchObject({ status: 403 })

  await giveRoles(world.as(ada), { handle: 'pia', roles: ['moderator'] })
  await giveModerationActions(world.as(ada), { handle: 'pia', actions: ['warn'] })
  const pia = await acting(world, 'pia')
  await gives(world, pia, 'warning', skipped)
  for (const kind of ['limit', 'suspension'] as const)
    await expect(gives(world, pia, kind, skipped)).rejects.toMatchObject({ status: 403 })

  await giveBoardRoles(world.as(ada), { handle: 'cal', boardId: board.id, roles: ['moderator'] })
  const here = await acting(world, 'cal')
  const post = await asks(world.cast.bo)
  await expect(gives(world, here, 'limit', skipped)).rejects.toMatchObject({ status: 403 })
  await gives(world, here, 'limit', { ...skipped, postId: post.postId })
  await expect(gives(world, here, 'suspension', { postId: post.postId })).rejects.toMatchObject({
    status: 403,
  })
  await expect(
    gives(world, here, 'limit', { handle: 'nia', ...skipped, postId: post.postId }),
  ).rejects.toMatchObject({
    fields: [{ path: 'postId' }],
  })
})

test('MOD-16 TERMS-08: clause and reason are required, and the clause is kept as it stood; a note stays among moderators', async ({
  world,
}) => {
  const { mo, bo } = world.cast
  await expect(gives(world, mo, 'warning', { clause: '' })).rejects.toMatchObject({
    fields: [{ path: 'clause' }],
  })
  await expect(gives(world, mo, 'warning', { clause: 'nonsense', ...skipped })).rejects.toMatchObject({
    fields: [{ path: 'clause' }],
  })
  await expect(gives(world, mo, 'note', { reason: ' ' })).rejects.toMatchObject({
    fields: [{ path: 'reason' }],
  })
  await expect(gives(world, mo, 'limit', { ...skipped, limits: [] })).rejects.toMatchObject({
    fields: [{ path: 'limits' }],
  })
  const note = await gives(world, mo, 'note')
  expect(note.statementId).toBeNull()
  expect(await world.told('statement.sent')).toEqual([])
  const warned = await gives(world, mo, 'warning')
  const shown = await statementPage(world.as(bo), { statementId: warned.statementId! })
  expect(shown).toMatchObject({
    kind: 'warning',
    clause: { key: 'no-spam', version: 0 },
    by: null,
    mine: true,
  })
  expect(shown.message).toBe('He sells the same tool in every topic.')
})

type Deed =
  | { do: 'limit'; limits: ('review' | 'topics' | 'votes')[]; days: number }
  | { do: 'suspension'; days: number }
  | { do: 'lift'; which: number; as: 'early' | 'overturned' }
  | { do: 'pass'; hours: number }
  | { do: 'sweep' }

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constant('limit' as const),
    limits: fc.uniqueArray(fc.constantFrom('review' as const, 'topics' as const, 'votes' as const), {
      minLength: 1,
    }),
    days: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ do: fc.constant('suspension' as const), days: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    do: fc.constant('lift' as const),
    which: fc.nat({ max: 5 }),
    as: fc.constantFrom('early' as const, 'overturned' as const),
  }),
  fc.record({ do: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 80 }) }),
  fc.constant({ do: 'sweep' as const }),
)

/** What the log alone says is closed for a member at a moment. */
async function closedByLog(world: World, actor: Actor): Promise<Record<string, number>> {
  const lines = await world.db
    .select()
    .from(moderationLog)
    .where(eq(moderationLog.memberId, actor.kind === 'member' ? actor.memberId : ('' as never)))
    .orderBy(asc(moderationLog.id))
  const lifted = new Set(
    lines.filter(({ action }) => action === 'sanction.lifted').map(({ after }) => after.sanction),
  )
  const closed: Record<string, number> = {}
  for (const { action, after } of lines) {
    if (action !== 'member.limited' && action !== 'member.suspended') continue
    const until = new Date(String(after.until)).getTime()
    if (lifted.has(after.sanction) || until <= world.now.getTime()) continue
    const kinds = action === 'member.suspended' ? ['suspension'] : (after.limits as string[])
    for (const kind of kinds) closed[kind] = Math.max(closed[kind] ?? 0, until)
  }
  return closed
}

test('MOD-16 MOD-26: after any sequence of sanctions and liftings over time the effect is what the log says', async ({
  world,
}) => {
  const { mo } = world.cast
  let number = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deeds, { minLength: 3, maxLength: 12 }), async (plan) => {
      const handle = `p${++number}`
      const person = await memberOf({ db: world.db, now: world.now }, { handle })
      const given: SanctionId[] = []
      for (const deed of plan) {
        if (deed.do === 'pass') world.pass(deed.hours * hour)
        else if (deed.do === 'sweep') await endSanctions(world.ctx)
        else if (deed.do === 'lift') {
          const sanctionId = given[deed.which]
          if (sanctionId)
            await liftSanction(world.as(mo), { sanctionId, as: deed.as, reason: 'Enough.' }).catch(
              (error: { status?: number }) => {
                if (error.status !== 409) throw error
              },
            )
        } else {
          const more = deed.do === 'limit' ? { limits: deed.limits } : {}
          const made = await gives(world, mo, deed.do, { handle, ...skipped, days: deed.days, ...more })
          given.push(made.sanctionId)
        }
        const actor = await acting(world, handle)
        const closed = Object.fromEntries(
          actor.restrictions.map(({ kind, until }: Restriction) => [kind, until.getTime()]),
        )
        expect(closed).toEqual(await closedByLog(world, person))
        expect(actor.mayWrite).toBe(closed.suspension === undefined)
      }
    }),
    { numRuns: 12 },
  )
  expect(await world.db.$count(sanctions)).toBeGreaterThan(0)
})

test('MOD-16: who may not vote may not flag either, nor write to an author instead, until it ends', async ({
  world,
}) => {
  const { mo, nia } = world.cast
  const { asks } = await storyOf(world)
  const { postId } = await asks(nia)
  await gives(world, mo, 'limit', { limits: ['votes'], ...skipped })
  const limited = world.as(await acting(world, 'bo'))
  const closed = { status: 403, key: 'forum.restricted.votes' }
  await expect(flagPost(limited, { postId, clause: 'no-spam' })).rejects.toMatchObject(closed)
  await expect(
    flagMember(limited, { handle: 'nia', posts: [postId], clause: 'no-spam' }),
  ).rejects.toMatchObject(closed)
  await expect(noteAuthor(limited, { postId, text: 'Please name the version.' })).rejects.toMatchObject(
    closed,
  )
  world.pass(3 * day)
  await flagPost(world.as(await acting(world, 'bo')), { postId, clause: 'no-spam' })
})
