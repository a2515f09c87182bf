import { members } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import { type Ctx, type Database, makeCtx, type Transaction, type Tx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import { knownRefs, rememberRefs } from '#server/core/import-refs.ts'
import { startMissing } from '#server/escalation/index.ts'
import { createBoard, importTags, showDueCounts } from '#server/forum/index.ts'
import { recomputeReputation, recomputeScores, recomputeStanding } from '#server/reputation/index.ts'
import { changeSettings, settingsOf } from '#server/settings/index.ts'
import { boards } from './demo/boards.ts'
import { converse } from './demo/conversations.ts'
import { enterCustomers } from './demo/customers.ts'
import { moderatedPast } from './demo/decided.ts'
import { followBoards, followPeople } from './demo/follows.ts'
import { appoint, drawLines, keepRules } from './demo/keeping.ts'
import { known } from './demo/known.ts'
import { raise } from './demo/moderating.ts'
import { before } from './demo/moments.ts'
import { greet } from './demo/newcomers.ts'
import { type People, returning, settle } from './demo/people.ts'
import { keepSome } from './demo/saves.ts'
import { promise } from './demo/support.ts'
import { tags } from './demo/tags.ts'
import { nothingTold, type Told, tellingOf } from './demo/telling.ts'
import { topics } from './demo/topics/index.ts'
import type { DemoTopic } from './demo/types.ts'
import { visit } from './demo/visits.ts'
import { fillQueue } from './demo/waiting.ts'

export { signIns } from './demo/sign-ins.ts'

/** `begins` is called before the seconds that loading takes, when there is something to load. */
type Place = { db: Database | Transaction; now: Date; site: string; begins?: () => void }

const source = 'demo'
const name = 'northline'
const past = topics.filter((topic) => !topic.live)
const live = topics.filter((topic) => topic.live)

const placeOf = ({ db, now, site }: Place): Ctx =>
  makeCtx({ db, actor: system(source), now, requestId: source, site })

/**
 * Loads the sample community of Northline into an empty forum, whole or not at all, as of `now`; a second load changes
 * nothing, a forum with members of its own is a `Conflict`. Its older past is told with origin `import`: no notice or mail.
 */
export async function loadDemo(given: Place): Promise<{ loaded: boolean }> {
  const ctx: Ctx = { ...placeOf(given), origin: 'import' }
  const standing = await knownRefs(ctx, { source, kind: 'community', externalIds: [name] })
  if (standing.size > 0) return { loaded: false }
  if ((await ctx.db.$count(members)) > 0) throw new Conflict('demo.notEmpty')
  given.begins?.()
  const begun = performance.now()
  await change(ctx, async (tx) => {
    const ids = [{ externalId: name, ourId: given.site }]
    await rememberRefs(tx, { source, kind: 'community', ourKind: 'site', ids })
    const { people, told } = await load({ ...ctx, db: tx.db })
    // loading took its time: the live question is asked so that its clock has 85 s left when the site opens
    const now = new Date(ctx.now.getTime() + performance.now() - begun)
    for (const topic of live.slice(0, 1)) await askLive({ ...tx, now }, { people, told, topic })
  })
  return { loaded: true }
}

/**
 * At a later start of the sample another customer asks, so that again a clock falls due within 90 s; answers whether
 * one of the prepared questions was left.
 */
export function askAnother(given: Place): Promise<boolean> {
  const ctx = placeOf(given)
  return change(ctx, async (tx) => {
    const externalIds = live.map((topic) => topic.key)
    const asked = await knownRefs(tx, { source, kind: 'live', externalIds })
    const topic = asked.size > 0 ? live.find(({ key }) => !asked.has(key)) : undefined
    if (topic) await askLive(tx, { people: await returning(tx, [topic.by]), told: nothingTold(), topic })
    return topic !== undefined
  })
}

async function load(ctx: Ctx): Promise<{ people: People; told: Told }> {
  const settings = {
    siteName: 'Northline Community',
    companyName: 'Northline',
    siteTimeZone: 'Europe/Stockholm',
    abilityPreset: 'growing',
  } as const
  await changeSettings(ctx, settings)
  const place = { ...ctx, settings: await settingsOf(ctx) }
  const opening = { ...place, now: before(ctx.now, '266d') }
  const people = await settle(place)
  await drawLines(opening)
  for (const [position, board] of boards.entries())
    await createBoard(opening, { ...board, kinds: [...board.kinds], position })
  await appoint({ ...place, now: before(ctx.now, '90d') })
  const described = Object.entries(tags).map(([slug, excerpt]) => ({ slug, excerpt, description: '' }))
  await importTags(opening, { tags: described })
  await followBoards(place, people)
  await followPeople(place, people)
  await enterCustomers(place, people)
  await promise(opening)
  const told = nothingTold()
  await converse(place, tellingOf(ctx.now, people, told), past)
  await showDueCounts(place)
  await recomputeScores(place)
  await recomputeReputation(place)
  await visit(place, { people, told }, past)
  await keepSome(place, { people, told }, past)
  await recomputeStanding(place)
  const { origin: _, ...present } = place
  await greet(place)
  await keepRules(place, people)
  await moderatedPast(place, { people, told })
  await raise(present, { people, told })
  await fillQueue(present, { people, told })
  return { people, told }
}

type Asking = { people: People; told: Told; topic: DemoTopic }

async function askLive(tx: Tx, { people, told, topic }: Asking) {
  await converse(tx, tellingOf(tx.now, people, told), [topic])
  const ids = [{ externalId: topic.key, ourId: String(known(told.topics, topic.key).topicId) }]
  await rememberRefs(tx, { source, kind: 'live', ourKind: 'topic', ids })
  await startMissing(tx)
}
