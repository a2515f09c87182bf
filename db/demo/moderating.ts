import type { Ability } from '#server/core/actor.ts'
import { actingAs, type Ctx } from '#server/core/ctx.ts'
import { postInView } from '#server/forum/index.ts'
import { flagMember, flagPost, proposeEdit } from '#server/moderation/index.ts'
import { known } from './known.ts'
import type { Handle } from './members.ts'
import type { People } from './people.ts'
import type { Told } from './telling.ts'

type Report = { topic: string; clause: string; by: readonly Handle[]; note: string }

/** What members report in any week: small things, and now and then one that matters. */
const reports: readonly Report[] = [
  {
    topic: 'desk-photos',
    clause: 'on-topic',
    by: ['liam'],
    note: 'Nice desks, but the lounge has three of these already.',
  },
  {
    topic: 'anonymous-rant',
    clause: 'no-bullying',
    by: ['dana', 'aroha'],
    note: 'Everybody in our office knows who is meant.',
  },
  {
    topic: 'career-analyst',
    clause: 'affiliation',
    by: ['farid'],
    note: 'Is this a job offer? It does not say for whom.',
  },
  { topic: 'meetup-hamburg', clause: 'no-spam', by: ['beatriz'], note: 'Third time this is announced.' },
  { topic: 'api-naming', clause: 'on-topic', by: ['lars'], note: 'Belongs on the Connect board.' },
  {
    topic: 'season-staff',
    clause: 'lawful',
    by: ['elena', 'sam'],
    note: 'The rota names people with their phone numbers.',
  },
  {
    topic: 'spreadsheet-confession',
    clause: 'participation',
    by: ['matti'],
    note: 'Reads as if a machine wrote it.',
  },
  { topic: 'dark-mode-night', clause: 'on-topic', by: ['gabi'], note: 'An idea, not a discussion.' },
  {
    topic: 'weird-place',
    clause: 'no-bullying',
    by: ['vera'],
    note: 'The joke is on one carrier’s drivers.',
  },
  {
    topic: 'incident-labels',
    clause: 'other',
    by: ['mei', 'arjun'],
    note: 'A customer can be read off the photo of the label.',
  },
  { topic: 'holiday-hours', clause: 'on-topic', by: ['andrei'], note: 'Out of date since last week.' },
  { topic: 'tips-keyboard', clause: 'no-spam', by: ['zsofia'], note: 'Half of it praises a paid plug-in.' },
  { topic: 'tw-lunch-break', clause: 'on-topic', by: ['tyler'], note: 'Two questions in one.' },
  { topic: 'geocode-wrong-town', clause: 'lawful', by: ['jess'], note: 'The address is a private home.' },
  {
    topic: 'ferry-duration',
    clause: 'participation',
    by: ['rob'],
    note: 'The same was asked by a second account.',
  },
  {
    topic: 'driver-app-battery',
    clause: 'affiliation',
    by: ['ines', 'pavel'],
    note: 'He sells these power banks.',
  },
]

/** Edits by members who may only suggest: what a reader of the question missed. */
const edits: readonly { topic: string; by: Handle; adds: string; reason: string }[] = [
  {
    topic: 'eu561-break',
    by: 'nils',
    adds: 'It is the same with a break that was split in two.',
    reason: 'adds the split break',
  },
  { topic: 'tw-lunch-break', by: 'helga', adds: 'Seen with version 7.3.', reason: 'names the version' },
  {
    topic: 'geocode-wrong-town',
    by: 'erik',
    adds: 'The postcode is right on the order itself.',
    reason: 'says what the order holds',
  },
  {
    topic: 'ferry-duration',
    by: 'wanjiru',
    adds: 'The timetable was imported this morning.',
    reason: 'adds when it was imported',
  },
  {
    topic: 'driver-app-battery',
    by: 'camila',
    adds: 'Android 14, battery saver off.',
    reason: 'names the device',
  },
  {
    topic: 'rel-warehouse-73',
    by: 'diego',
    adds: 'The notes mention a new report as well.',
    reason: 'adds the report',
  },
  {
    topic: 'rel-connect-52',
    by: 'noam',
    adds: 'Keys made before keep working.',
    reason: 'answers what everybody asks',
  },
  {
    topic: 'api-naming',
    by: 'aylin',
    adds: 'The old names stay readable until next year.',
    reason: 'says until when',
  },
]

/** A queue worth working: two dozen items of the last two days, raised by people with a little weight each. */
export async function raise(ctx: Ctx, { people, told }: { people: People; told: Told }) {
  const steps = [
    ...reports.flatMap(({ by, ...report }) =>
      by.map((handle) => (at: Ctx) => reportOne(at, { ...report, by: handle })),
    ),
    ...edits.map((edit) => (at: Ctx) => suggestOne(at, edit)),
    reportPerson,
  ]
  const spacing = 110 * 60_000
  for (const [n, step] of steps.entries())
    await step({ ...ctx, now: new Date(ctx.now.getTime() - (steps.length - n) * spacing) })

  function as(at: Ctx, handle: Handle, abilities: readonly Ability[] = ['flag']) {
    return actingAs(at, { ...known(people, handle), abilities: new Set(abilities) })
  }
  async function reportOne(at: Ctx, { topic, clause, by, note }: Omit<Report, 'by'> & { by: Handle }) {
    await flagPost(as(at, by), { postId: known(told.topics, topic).openingId, clause, note })
  }
  async function suggestOne(at: Ctx, { topic, by, adds, reason }: (typeof edits)[number]) {
    const postId = known(told.topics, topic).openingId
    const post = await postInView(at, { postId })
    const body = `${post.source}\n\n${adds}`
    await proposeEdit(as(at, by, []), { postId, body, reason, basedOn: post.editCount })
  }
  async function reportPerson(at: Ctx) {
    const { openingId } = known(told.topics, 'anonymous-rant')
    const { authorId } = await postInView(at, { postId: openingId })
    const [handle] = [...people].find(([, { memberId }]) => memberId === authorId) ?? []
    if (!handle) return
    const note = 'It is not the first time, only the first one here.'
    await flagMember(as(at, 'siobhan'), { handle, posts: [openingId], clause: 'no-bullying', note })
  }
}
