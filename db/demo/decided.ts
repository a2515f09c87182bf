import { and, desc, eq } from 'drizzle-orm'
import { appeals, reviewItems, statements } from '#db/schema/index.ts'
import { actingAs, type Ctx } from '#server/core/ctx.ts'
import type { PostId } from '#server/core/ids.ts'
import { startTopic } from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import {
  appealStatement,
  decideAppeal,
  decideItem,
  flagPost,
  noteInFile,
  openHeld,
  removePost,
  sanctionMember,
} from '#server/moderation/index.ts'
import { hear } from './hearing.ts'
import { known } from './known.ts'
import type { Handle } from './members.ts'
import { before } from './moments.ts'
import type { NewHandle } from './newcomers.ts'
import type { People } from './people.ts'
import { relive, type Step, type Told } from './telling.ts'
import type { Ago } from './types.ts'

type Moderator = 'mo' | 'sunniva'

/** Reports of earlier weeks that were let stand, and why. */
const kept: readonly {
  topic: string
  clause: string
  by: Handle
  note: string
  ago: Ago
  took: Ago
  decidedBy: Moderator
  reason: string
}[] = [
  {
    topic: 'postman-collection',
    clause: 'no-spam',
    by: 'vera',
    note: 'Links to something of his own.',
    ago: '31d6h',
    took: '2h10m',
    decidedBy: 'mo',
    reason: 'A free collection by the person who made it, who says so. That is help.',
  },
  {
    topic: 'graphql-when',
    clause: 'on-topic',
    by: 'lars',
    note: 'Not a question, a wish.',
    ago: '24d3h',
    took: '4h40m',
    decidedBy: 'sunniva',
    reason: 'It asks when, and there is an answer.',
  },
  {
    topic: 'photo-damage-upload',
    clause: 'lawful',
    by: 'mei',
    note: 'The licence plate can be read.',
    ago: '17d8h',
    took: '50m',
    decidedBy: 'sunniva',
    reason: 'It is the plate of the author’s own truck.',
  },
  {
    topic: 'spreadsheet-confession',
    clause: 'no-bullying',
    by: 'helga',
    note: 'Laughs about people who use spreadsheets.',
    ago: '12d2h',
    took: '6h',
    decidedBy: 'mo',
    reason: 'They laugh about themselves.',
  },
  {
    topic: 'api-sandbox-refresh',
    clause: 'participation',
    by: 'jess',
    note: 'Says nothing about the version.',
    ago: '9d5h',
    took: '1h30m',
    decidedBy: 'sunniva',
    reason: 'The sandbox has one version only.',
  },
]

type Written = { by: Handle | NewHandle; title: string; body: string; ago: Ago }

const hello: Written = {
  by: 'casper',
  title: 'Hello from Esbjerg',
  body: 'We trade pallets and run a small yard with Northline since the spring. Looking forward to learn from all of you.',
  ago: '66d4h',
}

/** Adverts of one member, reported and hidden, one after the other. */
const adverts: readonly (Written & {
  reports: { by: Handle; note: string }[]
  decidedBy: Moderator
  took: Ago
  message: string
})[] = [
  {
    by: 'casper',
    title: 'Reconditioned EUR pallets, any quantity',
    body: 'From 6.20 per piece ex works Esbjerg, A and B quality, full trucks only. Prices on request, we answer within the hour.',
    ago: '41d7h',
    reports: [
      { by: 'bo', note: 'An advert.' },
      { by: 'gabi', note: 'We do not come here to be sold pallets.' },
    ],
    decidedBy: 'mo',
    took: '3h20m',
    message:
      'This is an offer and not a question or an experience, so we have hidden it. You are welcome to say what you trade in your profile.',
  },
  {
    by: 'casper',
    title: 'Cheapest stretch film in the Nordics',
    body: 'Our partner sells 23 my film for 12 % less than you pay today. Write to me with your volumes.',
    ago: '20d9h',
    reports: [{ by: 'jonas', note: 'He again.' }],
    decidedBy: 'sunniva',
    took: '1h15m',
    message: 'Offers do not belong here, whoever’s they are. This is the second one.',
  },
]

const consultant: Written = {
  by: 'ines',
  title: 'From spreadsheet to Northline in two days: my notes',
  body: `I have moved eleven companies by now, and every time the same five things cost most of the time. Here they are, with the order in which I do them.

I earn my living with this and give it as a workshop; the dates are on my site.`,
  ago: '3d4h',
}
const connector: Written = {
  by: 'farid',
  title: 'We have put our customs connector on the table',
  body: 'It reads the export declaration and fills the shipment. The code is open. We use it every day and do not sell it.',
  ago: '17d3h',
}

/** Topics of the last weeks that moderation had to do with. */
export const moderated: readonly Written[] = [hello, ...adverts, connector, consultant]

type Place = { people: People; told: Told }

/**
 * What moderators have decided in the last weeks, by the verbs that do it every day: precedents of both outcomes, the file
 * of somebody who does not stop, an appeal that was granted and one that waits.
 */
export const moderatedPast = (ctx: Ctx, place: Place) => relive(ctx, stepsOf(ctx.now, place))

function stepsOf(loadedAt: Date, { people, told }: Place): Step[] {
  const at = (ago: Ago, later: Ago = '0s') =>
    new Date(before(loadedAt, ago).getTime() + loadedAt.getTime() - before(loadedAt, later).getTime())
  const as = async (ctx: Ctx, handle: Handle | NewHandle) =>
    actingAs(ctx, people.get(handle as Handle) ?? (await actorOfMember(ctx, { handle })))
  const posts = new Map<Written, PostId>()
  const step = (ago: Ago, later: Ago, run: Step['run']): Step => ({ at: at(ago, later), run })

  const writing = (words: Written) =>
    step(words.ago, '0s', async (ctx) => {
      const { title, body, by } = words
      const topic = { board: 'lounge', kind: 'discussion' as const, title, body }
      posts.set(words, (await startTopic(await as(ctx, by), topic)).openingId)
    })
  const removing = (
    words: Written,
    later: Ago,
    removal: { clause: string; reason: string; message: string },
  ) =>
    step(words.ago, later, async (ctx) =>
      removePost(await as(ctx, 'mo'), { postId: known(posts, words), ...removal }),
    )
  const appealing = (words: Written, later: Ago, text: string) =>
    step(words.ago, later, async (ctx) => {
      const statementId = await statementAbout(ctx, known(posts, words))
      return appealStatement(await as(ctx, words.by), { statementId, text })
    })

  return [
    ...kept.flatMap(({ topic, clause, by, note, ago, took, decidedBy, reason }) => {
      const postId = () => known(told.topics, topic).openingId
      return [
        step(ago, '0s', async (ctx) => flagPost(await as(ctx, by), { postId: postId(), clause, note })),
        step(ago, took, async (ctx) =>
          decideItem(await as(ctx, decidedBy), {
            ...{ itemId: await itemAbout(ctx, postId()), action: 'approve' as const, reason },
          }),
        ),
      ]
    }),
    writing(hello),
    step(hello.ago, '1s', (ctx) =>
      hear(ctx, openHeld, { type: 'topic.started', postId: known(posts, hello) }),
    ),
    step(hello.ago, '40m', async (ctx) => {
      const itemId = await itemAbout(ctx, known(posts, hello), 'first-post')
      await decideItem(await as(ctx, 'sunniva'), { itemId, action: 'approve' })
    }),
    ...adverts.flatMap((advert) => [
      writing(advert),
      ...advert.reports.map(({ by, note }, n) =>
        step(advert.ago, `${20 + 9 * n}m`, async (ctx) =>
          flagPost(await as(ctx, by), { postId: known(posts, advert), clause: 'no-spam', note }),
        ),
      ),
      step(advert.ago, advert.took, async (ctx) =>
        decideItem(await as(ctx, advert.decidedBy), {
          ...{ itemId: await itemAbout(ctx, known(posts, advert)), action: 'hide' as const },
          ...{ clause: 'no-spam', message: advert.message },
        }),
      ),
    ]),
    step('20d7h', '0s', async (ctx) =>
      sanctionMember(await as(ctx, 'sunniva'), {
        ...{ handle: 'casper', kind: 'warning' as const, clause: 'no-spam' },
        postId: known(posts, adverts[1] ?? hello),
        reason: 'Two adverts in three weeks. With the next one you cannot start topics for a while.',
      }),
    ),
    step('19d22h', '0s', async (ctx) =>
      noteInFile(await as(ctx, 'mo'), {
        handle: 'casper',
        reason: 'Asked by mail whether he may pay for a banner. Told him what his profile is for.',
      }),
    ),
    step('6d2h', '0s', async (ctx) =>
      sanctionMember(await as(ctx, 'mo'), {
        ...{ handle: 'casper', kind: 'limit' as const, limits: ['topics' as const], days: 21 },
        clause: 'no-spam',
        reason:
          'A third offer, by private message to six members. You can answer, and start topics again in three weeks.',
      }),
    ),
    writing(connector),
    removing(connector, '5h', {
      clause: 'affiliation',
      reason: 'Advertises a product of their own',
      message: 'This reads as an advert for your connector, and does not say that it is yours.',
    }),
    appealing(connector, '9h', 'The first line says “our”. We do not sell it, the code is open.'),
    step(connector.ago, '1d6h', async (ctx) =>
      decideAppeal(await as(ctx, 'sunniva'), {
        appealId: await appealAbout(ctx, known(posts, connector)),
        outcome: 'overturned',
        reason: 'It says whose it is, and giving something away is no advert. Your topic is back.',
      }),
    ),
    writing(consultant),
    removing(consultant, '19h', {
      clause: 'affiliation',
      reason: 'An advert for a paid workshop',
      message: 'Most of this leads to your paid workshop. Please post the five things themselves.',
    }),
    appealing(
      consultant,
      '2d23h',
      'The five things are there, with their order. That I earn my living with it I say myself, in the second paragraph, as the rule asks.',
    ),
  ]
}

async function itemAbout(ctx: Ctx, postId: PostId, kind: 'flags' | 'first-post' = 'flags') {
  const [item] = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .where(and(eq(reviewItems.postId, postId), eq(reviewItems.kind, kind), eq(reviewItems.state, 'open')))
  if (!item) throw new Error(`nothing waits about ${postId}`)
  return item.id
}

async function statementAbout(ctx: Ctx, postId: PostId) {
  const [sent] = await ctx.db
    .select({ id: statements.id })
    .from(statements)
    .where(eq(statements.postId, postId))
    .orderBy(desc(statements.at))
  if (!sent) throw new Error(`nothing was stated about ${postId}`)
  return sent.id
}

async function appealAbout(ctx: Ctx, postId: PostId) {
  const [made] = await ctx.db
    .select({ id: appeals.id })
    .from(appeals)
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .where(eq(statements.postId, postId))
  if (!made) throw new Error(`nobody appealed about ${postId}`)
  return made.id
}
