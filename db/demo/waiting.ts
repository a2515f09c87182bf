import { and, eq } from 'drizzle-orm'
import { reviewItems } from '#db/schema/index.ts'
import { actingAs, type Ctx } from '#server/core/ctx.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { addPost, startTopic } from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import {
  assignByRule,
  claimItem,
  decideItem,
  flagPost,
  noteOnItem,
  openHeld,
  openScreened,
} from '#server/moderation/index.ts'
import type { BoardSlug } from './boards.ts'
import { hear } from './hearing.ts'
import { known } from './known.ts'
import type { Handle } from './members.ts'
import { before } from './moments.ts'
import type { NewHandle } from './newcomers.ts'
import type { People } from './people.ts'
import type { Told } from './telling.ts'
import type { Ago } from './types.ts'

/** First posts that wait for somebody to look, one of them typed faster than anybody types. */
export const firstPosts: readonly {
  by: NewHandle
  board: BoardSlug
  title: string
  body: string
  ago: Ago
  typedSeconds: number
}[] = [
  {
    by: 'alina',
    board: 'lounge',
    title: 'Grow your logistics brand in 30 days',
    body: 'Hello dear friends of logistics! Our agency gives you guaranteed ranking on page one and a backlink package of 500 sites. Book your free call today, only 3 places left!',
    ago: '70m',
    typedSeconds: 2,
  },
  {
    by: 'ngozi',
    board: 'warehouse',
    title: 'Handhelds show yesterday’s wave after midnight',
    body: 'We pick from 22:00 to 04:00. At midnight the handheld jumps back to the wave of the day before until somebody logs out and in. Warehouse 7.3, Android 13, site time zone is Africa/Lagos. Is there a setting for shifts that cross midnight?',
    ago: '40m',
    typedSeconds: 340,
  },
  {
    by: 'mateus',
    board: 'routes',
    title: 'HELP!!! URGENT please read',
    body: 'since this morning the planner puts two stops of the same customer on two trucks. one is for frozen one is for dry but the dock is the same and they open only one hour. how can I say that they belong together. Routes 4.1',
    ago: '25m',
    typedSeconds: 210,
  },
]

type Place = { people: People; told: Told }

/** What waits besides reports and edits: first posts, suspicions, what a word rule met, and what moderators began. */
export async function fillQueue(ctx: Ctx, { people, told }: Place) {
  const at = (ago: Ago) => ({ ...ctx, now: before(ctx.now, ago) })
  const as = (then: Ctx, handle: Handle) => actingAs(then, known(people, handle))
  const opening = (topic: string) => known(told.topics, topic)

  for (const { by, board, title, body, ago, typedSeconds } of firstPosts)
    await firstPost(at(ago), { by, board, title, body, typedSeconds })
  await byRule(as(at('95m'), 'rob'), opening('driver-signature-glass').topicId)
  await moreAdverts(ctx, told)

  await hear(at('3h'), assignByRule, { type: 'post.flagged', postId: opening('season-staff').openingId })
  const rota = { itemId: await itemAbout(ctx, opening('season-staff').openingId) }
  await noteOnItem(as(at('170m'), 'mo'), {
    ...{
      ...rota,
      text: 'The rota is an image, so editing the text is not enough. Jess would have to post it again.',
    },
  })
  await noteOnItem(as(at('50m'), 'sunniva'), { ...rota, text: 'Asked her. She is on shift until four.' })
  const joke = { itemId: await itemAbout(ctx, opening('weird-place').openingId) }
  await decideItem(as(at('80m'), 'mo'), {
    ...{ ...joke, action: 'second' as const, to: 'sunniva' },
    reason: 'I know the driver this is about. Somebody else should look.',
  })
  await claimItem(as(ctx, 'sunniva'), {
    itemId: await itemAbout(ctx, opening('incident-labels').openingId),
  })
}

type Words = { by: NewHandle; board: BoardSlug; title: string; body: string; typedSeconds: number }

async function firstPost(then: Ctx, { by, board, typedSeconds, ...words }: Words) {
  const actor = await actorOfMember(then, { handle: by })
  const kind = board === 'lounge' ? ('discussion' as const) : ('question' as const)
  const writing = { ...actingAs(then, actor), typedSeconds }
  const { openingId: postId } = await startTopic(writing, { board, kind, ...words })
  await hear(then, openScreened, { type: 'post.screened', postId })
  await hear(then, openHeld, { type: 'topic.started', postId })
}

async function byRule(rob: Ctx, topicId: TopicId) {
  const body =
    'Had this with the old glass too. Ring our night desk, +44 20 7946 0018, and ask for Pete, he has the settings in his head.'
  const { id: postId } = await addPost(rob, { topicId, body })
  await hear(rob, openScreened, { type: 'post.screened', postId })
}

/** He may not start topics, so he replies. Those who reported him before do so again, and their weight hides it. */
async function moreAdverts(ctx: Ctx, told: Told) {
  const { topicId } = known(told.topics, 'spreadsheet-confession')
  const then = { ...ctx, now: before(ctx.now, '7h') }
  const casper = actingAs(then, await actorOfMember(then, { handle: 'casper' }))
  const { id: postId } = await addPost(casper, {
    topicId,
    body: 'Speaking of pallet balances: 4,000 reconditioned EUR pallets in Esbjerg, from 6.40 each, one truck at least. Write to me for the list.',
  })
  const reports = [
    ['bo', '6h10m', 'The fourth time.'],
    ['gabi', '5h', 'Pallets again.'],
    ['rob', '4h20m', 'I sell pallets too and keep quiet about it here.'],
  ] as const
  for (const [by, ago, note] of reports) {
    const then = { ...ctx, now: before(ctx.now, ago) }
    // as they are known today: their reports weigh by that
    const reporter = await actorOfMember(then, { handle: by })
    await flagPost(actingAs(then, reporter), { postId, clause: 'no-spam', note })
  }
}

async function itemAbout(ctx: Ctx, postId: PostId) {
  const [item] = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .where(and(eq(reviewItems.postId, postId), eq(reviewItems.kind, 'flags'), eq(reviewItems.state, 'open')))
  if (!item) throw new Error(`nothing waits about ${postId}`)
  return item.id
}
