import { z } from 'zod'
import {
  acceptanceFigures,
  acceptancePageInput,
  acceptanceRefInput,
  acceptedCsv,
  acceptedList,
  owingCsv,
  owingList,
  remindOwing,
} from '#server/identity/index.ts'
import { created, listing, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { listOf, moment } from './shapes.ts'

const person = { handle: z.string(), displayName: z.string() }
const acceptedShape = z
  .strictObject({
    ...person,
    acceptedAt: moment,
    locale: z.string(),
    method: z.enum(['page', 'join', 'api', 'demo']),
    hash: z.string(),
  })
  .meta({ id: 'AcceptedTerms' })
const owingShape = z
  .strictObject({ ...person, joinedAt: moment, lastSeenAt: moment.nullable() })
  .meta({ id: 'OwingTerms' })
const reminder = { at: moment, people: z.int() }
const figuresShape = z
  .strictObject({
    accepted: z.int(),
    missing: z.int(),
    /** The last time, and from when they may be reminded again. */
    reminded: z.strictObject({ ...reminder, againAt: moment }).nullable(),
  })
  .meta({ id: 'AcceptanceFigures' })
const reminderShape = z
  .strictObject({ document: z.string(), version: z.int(), ...reminder })
  .meta({ id: 'TermsReminder' })

/** Who accepted a version of a text, who has yet to, and reminding only those; for admins. */
export const acceptanceEndpoints = [
  view(
    'GET /terms/{document}/{version}/acceptances/figures',
    { input: acceptanceRefInput, shape: figuresShape },
    async (ctx, ref) => {
      const { reminded, ...counts } = await acceptanceFigures(ctx, ref)
      return {
        ...counts,
        reminded: reminded && { ...reminded, at: iso(reminded.at), againAt: iso(reminded.againAt) },
      }
    },
  ),
  listing(
    'GET /terms/{document}/{version}/acceptances',
    { input: acceptancePageInput, shape: listOf(acceptedShape), csv: acceptedCsv },
    async (ctx, wanted) => {
      const { items, next } = await acceptedList(ctx, wanted)
      return { items: items.map(({ id: _, at, ...row }) => ({ ...row, acceptedAt: iso(at) })), next }
    },
  ),
  listing(
    'GET /terms/{document}/{version}/missing',
    { input: acceptancePageInput, shape: listOf(owingShape), csv: owingCsv },
    async (ctx, wanted) => {
      const { items, next } = await owingList(ctx, wanted)
      return {
        items: items.map(({ joinedAt, lastSeenAt, ...row }) => ({
          ...row,
          joinedAt: iso(joinedAt),
          lastSeenAt: isoOrNull(lastSeenAt),
        })),
        next,
      }
    },
  ),
  verb(
    'POST /terms/{document}/{version}/reminders',
    { input: acceptanceRefInput, shape: reminderShape, statuses: [201] },
    async (ctx, ref) => {
      const { at, ...reminded } = await remindOwing(ctx, ref)
      return created({ ...reminded, at: iso(at) })
    },
  ),
]
