import { loader as abilitiesDesk } from '#app/routes/admin-abilities.tsx'
import { loader as pointsDesk } from '#app/routes/admin-points.tsx'
import type { Actor } from '#server/core/actor.ts'
import { expect, test, type World } from '#tests/world.ts'
import { sent } from './forms.ts'

/** A form whose fields stand in the address. */
function looked(world: World, path: string, as: Actor) {
  const { context } = sent(world, { path, as, fields: {} })
  return { context, params: {}, request: new Request(`http://127.0.0.1:3000${path}`) }
}

test('REP-04: a threshold that is no number comes back beside its field, with all that was typed', async ({
  world,
}) => {
  const { ada, mo } = world.cast
  const path = '/admin/abilities?preset=growing&voteUp=many&flag=0&comment=10'
  const refused = await abilitiesDesk(looked(world, path, ada))
  expect(refused.preview).toBeNull()
  expect(refused.fields).toMatchObject({ voteUp: 'many', comment: '10' })
  expect(Object.keys(refused.refusal?.fields ?? {}).sort()).toEqual(['flag', 'voteUp'])
  const seen = await abilitiesDesk(looked(world, '/admin/abilities?preset=growing&voteUp=20', ada))
  expect(seen.refusal).toBeNull()
  expect(seen.preview?.find(({ key }) => key === 'voteUp')).toMatchObject({ to: 20 })
  await expect(abilitiesDesk(looked(world, path, mo))).rejects.toMatchObject({ init: { status: 403 } })
})

test('REP-02: a value of points that is no number comes back beside its field', async ({ world }) => {
  const refused = await pointsDesk(
    looked(world, '/admin/points?preset=throughline&answerUp=ten', world.cast.ada),
  )
  expect(refused.preview).toBeNull()
  expect(refused.refusal?.fields.answerUp).toHaveLength(1)
  const plain = await pointsDesk(looked(world, '/admin/points', world.cast.ada))
  expect([plain.preview, plain.refusal]).toEqual([null, null])
})
