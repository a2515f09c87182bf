import { eq } from 'drizzle-orm'
import { inject } from 'vitest'
import { appeals, events, moderationLog, sanctions } from '#db/schema/index.ts'
import type { Actor } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { appealStatement, decideAppeal, sanctionMember } from '#server/moderation/index.ts'
import { ownDatabase } from '#tests/database.ts'
import { castOf, memberOf } from '#tests/factories/cast.ts'
import { dawn, expect, test } from '#tests/world.ts'

test('MOD-15: of four decisions on one appeal at once exactly one is stored, told and logged, and of two appeals at once one is made', async () => {
  const { db, drop } = await ownDatabase(inject('cluster'), 'races_appeals')
  const as = (actor: Actor) => makeCtx({ db, actor, now: dawn, requestId: 'race' })
  const { ada, bo, mo } = await castOf({ db, now: dawn })
  const sam = await memberOf({ db, now: dawn }, { handle: 'sam', roles: ['moderator'] })
  const { statementId } = await sanctionMember(as(mo), {
    ...{ handle: 'bo', kind: 'warning', clause: 'no-spam', reason: 'It sells a tool.' },
    skipReason: 'At once.',
  })
  const made = await Promise.allSettled(
    ['One.', 'Two.'].map((text) => appealStatement(as(bo), { statementId: statementId!, text })),
  )
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [appeal] = await db.select().from(appeals)
  const decide = (who: Actor, outcome: 'upheld' | 'overturned') =>
    decideAppeal(as(who), { appealId: appeal!.id, outcome, reason: `Said by ${outcome}.` })
  const decided = await Promise.allSettled([
    decide(sam, 'overturned'),
    decide(ada, 'upheld'),
    decide(sam, 'upheld'),
    decide(ada, 'overturned'),
  ])
  expect(decided.map((each) => (each.status === 'fulfilled' ? 200 : each.reason.status)).sort()).toEqual([
    200, 409, 409, 409,
  ])
  const [stored] = await db.select().from(appeals)
  const told = await db.select().from(events).where(eq(events.type, 'appeal.decided'))
  expect(told.map(({ payload }) => payload)).toMatchObject([{ outcome: stored!.outcome }])
  const logged = (await db.select().from(moderationLog)).map(({ action }) => action)
  expect(logged.filter((action) => /^appeal\.(upheld|overturned)$/.test(action))).toEqual([
    `appeal.${stored!.outcome}`,
  ])
  const [warning] = await db.select().from(sanctions)
  expect(warning!.liftedAs).toBe(stored!.outcome === 'overturned' ? 'overturned' : null)
  await drop()
})
