import { members } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import { type Ctx, type Database, makeCtx, type Transaction } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import { knownRefs, rememberRefs } from '#server/core/import-refs.ts'
import { startMissing } from '#server/escalation/index.ts'
import { createBoard, importTags } from '#server/forum/index.ts'
import { changeSettings, settingsOf } from '#server/settings/index.ts'
import { boards } from './demo/boards.ts'
import { converse, nothingYet } from './demo/conversations.ts'
import { enterCustomers } from './demo/customers.ts'
import { followBoards } from './demo/follows.ts'
import { before } from './demo/moments.ts'
import { settle } from './demo/people.ts'
import { earn } from './demo/standing.ts'
import { promise } from './demo/support.ts'
import { tags } from './demo/tags.ts'
import { topics } from './demo/topics/index.ts'

export { signIns } from './demo/sign-ins.ts'

/** `begins` is called before the seconds that loading takes, when there is something to load. */
type Place = { db: Database | Transaction; now: Date; site: string; begins?: () => void }

const mark = { source: 'demo', kind: 'community' }
const name = 'northline'

/**
 * Loads the sample community of Northline into an empty forum, whole or not at all, as of `now`; a second load changes
 * nothing, a forum with members of its own is a `Conflict`. Its older past is told with origin `import`: no notice or mail.
 */
export async function loadDemo({ db, now, site, begins }: Place): Promise<{ loaded: boolean }> {
  const ctx: Ctx = {
    ...makeCtx({ db, actor: system('demo'), now, requestId: 'demo', site }),
    origin: 'import',
  }
  const known = await knownRefs(ctx, { ...mark, externalIds: [name] })
  if (known.size > 0) return { loaded: false }
  if ((await ctx.db.$count(members)) > 0) throw new Conflict('demo.notEmpty')
  begins?.()
  await change(ctx, async (tx) => {
    await rememberRefs(tx, { ...mark, ourKind: 'site', ids: [{ externalId: name, ourId: site }] })
    await load({ ...ctx, db: tx.db }, process.hrtime.bigint())
  })
  return { loaded: true }
}

async function load(ctx: Ctx, begun: bigint) {
  await changeSettings(ctx, {
    siteName: 'Northline Community',
    siteTimeZone: 'Europe/Stockholm',
    abilityPreset: 'growing',
  })
  const place = { ...ctx, settings: await settingsOf(ctx) }
  const opening = { ...place, now: before(ctx.now, '266d') }
  const people = await settle(place)
  for (const [position, board] of boards.entries())
    await createBoard(opening, { ...board, kinds: [...board.kinds], position })
  await importTags(opening, {
    tags: Object.entries(tags).map(([slug, excerpt]) => ({ slug, excerpt, description: '' })),
  })
  await followBoards(place, people)
  await enterCustomers(place, people)
  await promise(opening)
  const written = nothingYet()
  await converse(place, { people, written, topics: topics.filter((topic) => !topic.live) })
  await earn(place, people)

  // loading took its time: the live question is asked so that its clock has 85 s left when the site opens
  const late = {
    ...place,
    now: new Date(ctx.now.getTime() + Number((process.hrtime.bigint() - begun) / 1_000_000n)),
  }
  await converse(late, { people, written, topics: topics.filter((topic) => topic.live) })
  await startMissing(late, { now: async () => late.now })
}
