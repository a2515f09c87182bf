import { asc, eq } from 'drizzle-orm'
import { ladderVersions, memberRanks } from '#db/schema/index.ts'
import { endpoints } from '#server/api/index.ts'
import { roles } from '#server/core/actor.ts'
import {
  activateLadder,
  appointTitle,
  discardDraft,
  draftScore,
  draftStep,
  draftWhole,
  dropStep,
  ladderDesk,
  ladderList,
  ladderSimulation,
  memberStanding,
  rankSigns,
  removeTitle,
} from '#server/reputation/index.ts'
import * as door from '#server/reputation/index.ts'
import { actorOfMember, giveRoles } from '#server/identity/index.ts'
import { abilities } from '#server/core/actor.ts'
import { day, expect, test, type World } from '#tests/world.ts'
import { countsAs, shippedFigures, stepOf } from './standing-story.ts'

const rows = {
  joins: ['and', 'and', 'and', 'or', 'and'],
  measure: ['tenure', 'SOL', 'FG', 'RV', ''],
  plus: ['', 'HV', '', '', ''],
  sign: ['>=', '>=', '>=', '>=', '>='] as ('>=' | '>')[],
  value: ['10', '5', '2', '3', ''],
}

test('REP-06: an admin edits a step by rows of a form, without code; nobody else does', async ({ world }) => {
  const { ada, mo, nia } = world.cast
  const wanted = { ladder: 'contributors' as const, place: 4, name: 'Senior', ...rows }
  for (const other of [mo, nia])
    await expect(draftStep(world.as(other), wanted)).rejects.toMatchObject({ status: 403 })
  const draft = await draftStep(world.as(ada), wanted)
  expect(draft.version).toBe(2)
  expect(draft.steps[3]).toMatchObject({
    key: 'senior',
    text: 'tenure >= 10 && SOL + HV >= 5 && (FG >= 2 || RV >= 3)',
  })
  const desk = await ladderDesk(world.as(ada), { ladder: 'contributors' })
  expect(desk.steps[3]!.rows).toHaveLength(4)
  expect(desk).toMatchObject({ active: 1, draft: 2 })
  await expect(ladderDesk(world.as(mo), { ladder: 'contributors' })).rejects.toMatchObject({ status: 403 })

  await draftStep(world.as(ada), { ...wanted, place: 0, name: 'Emeritus' })
  expect((await ladderDesk(world.as(ada), { ladder: 'contributors' })).steps).toHaveLength(13)
  await dropStep(world.as(ada), { ladder: 'contributors', place: 13 })
  await draftScore(world.as(ada), {
    ladder: 'contributors',
    score: { quality: { SOL: 20, HV: 4 }, volume: { PO: 1 } },
  })
  // what holds is untouched until it is activated
  expect((await ladderList(world.ctx))[0]).toMatchObject({ version: 1, score: { quality: { SOL: 15 } } })
  await discardDraft(world.as(ada), { ladder: 'contributors' })
  expect(await ladderDesk(world.as(ada), { ladder: 'contributors' })).toMatchObject({
    active: 1,
    draft: null,
  })
})

test('REP-06: a step that one activity alone would reach is refused, and one without quality', async ({
  world,
}) => {
  const ada = world.as(world.cast.ada)
  const step = (formula: string) =>
    draftStep(ada, { ladder: 'contributors', place: 5, name: 'Graduate', formula })
  const key = async (formula: string) =>
    step(formula).then(
      () => null,
      (error: { fields: { key: string }[] }) => error.fields[0]!.key,
    )
  expect(await key('PO >= 500 && comments >= 90')).toBe('ladder.step.mixed')
  expect(await key('PO >= 500 && read >= 90 && tenure >= 30')).toBe('ladder.step.quality')
  expect(await key('PO >= 500 && read >= 90 && karma >= 30')).toBe('formula.unknown')
  expect(await key('PO >= 500 && read >= 90 && HV >= 30')).toBeNull()
  expect(await key('score >= 500')).toBeNull()
})

test('PRIV-07: the editor refuses a field of the CRM, chosen by hand or written in a formula, and says why', async ({
  world,
}) => {
  const ada = world.as(world.cast.ada)
  const refused = { status: 422, fields: [{ key: 'formula.crm', params: { name: 'covered' } }] }
  const at = { ladder: 'contributors' as const, place: 4, name: 'Senior' }
  await expect(
    draftStep(ada, { ...at, formula: 'SOL >= 1 && read >= 1 && covered >= 1' }),
  ).rejects.toMatchObject(refused)
  await expect(
    draftStep(ada, { ...at, measure: 'covered', plus: '', sign: '>=', value: '1', joins: 'and' }),
  ).rejects.toMatchObject(refused)
  expect(await world.told('ladder.drafted')).toEqual([])
})

/** Three members on different steps of the shipped ladder. */
async function climbers(world: World) {
  const { nia, bo, cal } = world.cast
  await countsAs(world, nia, shippedFigures.Junior!)
  await countsAs(world, bo, shippedFigures.Graduate!)
  await countsAs(world, cal, { verified: 1 })
}

test('REP-09: a simulation lists who would move, activating moves exactly them in one run, one notice each', async ({
  world,
}) => {
  const { ada, nia, bo, cal, mo } = world.cast
  const as = world.as(ada)
  await climbers(world)
  await expect(ladderSimulation(as, { ladder: 'contributors' })).rejects.toMatchObject({ status: 409 })
  // Senior becomes easy, Graduate asks for what Bo lacks, and there is a new step before Sophomore
  await draftStep(as, {
    ...{ ladder: 'contributors', place: 4, name: 'Senior' },
    formula: 'read >= 1 && HV >= 1 && PO >= 1',
  })
  await draftStep(as, {
    ...{ ladder: 'contributors', place: 5, name: 'Graduate' },
    formula: 'read >= 1 && SOL >= 6 && PO >= 1',
  })
  const seen = await ladderSimulation(as, { ladder: 'contributors' })
  expect(seen).toMatchObject({ members: 3, up: 1, down: 1, next: null, version: 2 })
  expect(seen.movers.map(({ handle, from, to, up }) => [handle, from, to, up]).sort()).toEqual([
    ['bo', 'Graduate', 'Senior', false],
    ['nia', 'Junior', 'Senior', true],
  ])
  expect(seen.steps.slice(0, 5).map(({ name, before, after }) => [name, before, after])).toEqual([
    ['Freshman', 1, 1],
    ['Sophomore', 0, 0],
    ['Junior', 1, 0],
    ['Senior', 0, 2],
    ['Graduate', 1, 0],
  ])
  expect(await stepOf(world, nia)).toMatchObject({ step: 3, version: 1 })
  await expect(activateLadder(world.as(mo), { ladder: 'contributors' })).rejects.toMatchObject({
    status: 403,
  })

  const told = (await world.told('rank.moved')).length
  expect(await activateLadder(as, { ladder: 'contributors' })).toEqual({ moved: 2 })
  const moves = (await world.told('rank.moved')).slice(told)
  expect(
    moves.map(({ payload }) => [payload.memberId, payload.from, payload.to, payload.cause]).sort(),
  ).toEqual(
    [
      [bo.memberId, 5, 4, 'ladder'],
      [nia.memberId, 3, 4, 'ladder'],
    ].sort(),
  )
  expect(await stepOf(world, cal)).toMatchObject({ step: 1, version: 2 })
  expect((await ladderList(world.ctx))[0]).toMatchObject({ version: 2 })
  const kept = await world.db.select().from(ladderVersions).orderBy(asc(ladderVersions.version))
  expect(kept).toMatchObject([{ version: 2, retiredAt: null }])

  // a further version keeps the one before; nobody moves where nothing changes for them
  world.pass(day)
  await draftWhole(world.as(ada), { ladder: 'contributors', steps: kept[0]!.steps })
  expect(await ladderSimulation(world.as(ada), { ladder: 'contributors' })).toMatchObject({
    up: 0,
    down: 0,
    movers: [],
  })
  expect(await activateLadder(world.as(ada), { ladder: 'contributors' })).toEqual({ moved: 0 })
  expect((await ladderDesk(world.as(ada), { ladder: 'contributors' })).versions).toMatchObject([
    { version: 3, retiredAt: null },
    { version: 2, retiredAt: world.now },
    { version: 1 },
  ])
})

test('REP-09: a new step moves those above it in place only, and a step that goes lowers whom it held', async ({
  world,
}) => {
  const { ada, nia, bo } = world.cast
  const as = world.as(ada)
  await climbers(world)
  const steps = (await ladderDesk(as, { ladder: 'contributors' })).steps.map(({ key, name, formula }) => ({
    key,
    name,
    formula,
  }))
  const between = { name: 'Apprentice', formula: 'verified >= 1 && read >= 1 && HV >= 0' }
  await draftWhole(as, { ladder: 'contributors', steps: [steps[0]!, between, ...steps.slice(1)] })
  expect(await ladderSimulation(as, { ladder: 'contributors' })).toMatchObject({ up: 0, down: 0 })
  await activateLadder(as, { ladder: 'contributors' })
  expect(await stepOf(world, bo)).toMatchObject({ step: 6 })
  expect((await memberStanding(world.as(bo), bo)).contributors).toMatchObject({ name: 'Graduate' })

  await draftWhole(as, { ladder: 'contributors', steps: steps.filter(({ key }) => key !== 'graduate') })
  const seen = await ladderSimulation(as, { ladder: 'contributors' })
  expect(seen.movers).toMatchObject([{ handle: 'bo', from: 'Graduate', to: 'Senior', up: false }])
  await activateLadder(as, { ladder: 'contributors' })
  expect((await memberStanding(world.as(bo), bo)).contributors).toMatchObject({ name: 'Senior' })
  expect(await stepOf(world, nia)).toMatchObject({ step: 3 })
})

test('REP-12: appointed titles stand beside ranks and never take a step’s name, on either side', async ({
  world,
}) => {
  const { ada, mo, bo } = world.cast
  const as = world.as(ada)
  await countsAs(world, bo, shippedFigures.Graduate!)
  const appoint = (title: string) => appointTitle(as, { handle: 'bo', title })
  await expect(appointTitle(world.as(mo), { handle: 'bo', title: 'Champion' })).rejects.toMatchObject({
    status: 403,
  })
  for (const name of ['Professor', 'professor', 'ＰＲＯＦＥＳＳＯＲ', 'Teaching-Assistant', 'Librarian'])
    await expect(appoint(name), name).rejects.toMatchObject({ fields: [{ key: 'standing.title.step' }] })
  await appoint('Community champion')
  expect((await rankSigns(world.ctx, [bo.memberId])).get(bo.memberId)).toEqual({
    rank: 'Graduate',
    title: 'Community champion',
  })
  await expect(
    draftStep(as, {
      ...{ ladder: 'contributors', place: 0, name: 'Community  Champion' },
      formula: 'SOL >= 900 && read >= 1 && PO >= 1',
    }),
  ).rejects.toMatchObject({ status: 409, key: 'ladder.name.title' })
  await removeTitle(as, { handle: 'bo' })
  expect((await memberStanding(world.as(bo), bo)).title).toBeNull()
})

test('REP-12: no verb and no endpoint hands out an earned rank, admin or not', async ({ world }) => {
  const writes = endpoints.filter(({ method }) => method !== 'GET')
  const standing = writes.filter(({ path }) => /rank|badge|standing|ladder/.test(path))
  // the only ranks an address names are ladders, never a member's
  for (const { path } of standing.filter(({ path }) => path.includes('rank')))
    expect(path).not.toContain('{handle}')
  expect(Object.keys(door).filter((name) => /^(?:give|set|grant|award).*Rank/i.test(name))).toEqual([])
  const { ada, nia } = world.cast
  await countsAs(world, nia, shippedFigures.Sophomore!)
  await appointTitle(world.as(ada), { handle: 'nia', title: 'Champion' })
  expect(
    await world.db.select().from(memberRanks).where(eq(memberRanks.memberId, nia.memberId)),
  ).toMatchObject(expect.arrayContaining([expect.objectContaining({ ladder: 'contributors', step: 2 })]))
})

test('REP-03: no rank changes what a member may do, at any step and with any role', async ({ world }) => {
  const { ada, nia } = world.cast
  const mayDo = async () => {
    const actor = await actorOfMember(world.ctx, { handle: 'nia' })
    return abilities.map((ability) => actor.abilities.has(ability))
  }
  for (const role of [[], ...roles.map((one) => [one])]) {
    await giveRoles(world.as(ada), { handle: 'nia', roles: role })
    const before = await mayDo()
    for (const values of Object.values(shippedFigures)) {
      await countsAs(world, nia, values)
      expect(await mayDo()).toEqual(before)
    }
  }
})
