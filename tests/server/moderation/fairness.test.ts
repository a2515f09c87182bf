import { sanctionMember, statementPage } from '#server/moderation/index.ts'
import { topicPage } from '#server/forum/index.ts'
import { escalationPage } from '#server/escalation/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { asks, deskOf, escalationsIn, follows, sweeps } from '#tests/factories/crm.ts'
import { expect, hour, test, type World } from '#tests/world.ts'

const acting = (world: World, handle: string) => actorOfMember(world.ctx, { handle })

test('PRIV-08: a covered and an uncovered member meet the same sanction with the same effect and the same words', async ({
  world,
}) => {
  await deskOf(world)
  const met = async (handle: string) => {
    const { statementId } = await sanctionMember(world.as(world.cast.mo), {
      handle,
      kind: 'suspension',
      days: 3,
      clause: 'no-spam',
      reason: 'The same words in every topic.',
      skipReason: 'Within an hour.',
    })
    const { restrictions, mayWrite } = await acting(world, handle)
    const { message, until, clause, can } = await statementPage(world.as(await acting(world, handle)), {
      statementId: statementId!,
    })
    return { kinds: restrictions.map(({ kind }) => kind), mayWrite, message, until, clause, can }
  }
  expect(await met('cal')).toEqual(await met('bo'))
})

test('PRIV-08: a suspended customer still reads the own question and its open escalation', async ({
  world,
}) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  world.pass(24 * hour)
  await sweeps(world)
  await sanctionMember(world.as(world.cast.mo), {
    handle: 'cal',
    kind: 'suspension',
    days: 3,
    clause: 'no-spam',
    reason: 'The same words in every topic.',
    skipReason: 'Within an hour.',
  })
  const cal = await acting(world, 'cal')
  expect(cal.mayWrite).toBe(false)
  const [escalation] = await escalationsIn(world.db, topic.id)
  expect(await escalationPage(world.as(cal), { escalationId: escalation!.id })).toMatchObject({
    state: 'queued',
  })
  expect((await topicPage(world.as(cal), { topicId: topic.id })).can.seePrivate).toBe(true)
})
