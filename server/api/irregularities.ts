import { z } from 'zod'
import { dismissFinding, findingFilter, findingList, findingRef } from '#server/reputation/index.ts'
import { done, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const personShape = z.strictObject({ handle: z.string(), displayName: z.string() })

const findingShape = z
  .strictObject({
    id,
    cause: z.enum(['serial', 'linked', 'swapped']),
    rule: z.string(),
    count: z.int(),
    evidence: z.record(z.string(), z.number()),
    giver: personShape,
    receiver: personShape,
    foundAt: moment,
    reversedAt: moment.nullable(),
    dismissedAt: moment.nullable(),
  })
  .meta({ id: 'IrregularVotes' })

type Person = { handle: string; name: string }
const person = ({ handle, name }: Person) => ({ handle, displayName: name })

/** What the nightly look for irregular votes found (REP-23); for moderators. */
export const irregularityEndpoints = [
  view('GET /irregular-votes', { input: findingFilter, shape: listOf(findingShape) }, async (ctx, query) => {
    const { items, next } = await findingList(ctx, query)
    return {
      items: items.map((found) => ({
        ...found,
        giver: person(found.giver),
        receiver: person(found.receiver),
        foundAt: iso(found.foundAt),
        reversedAt: isoOrNull(found.reversedAt),
        dismissedAt: isoOrNull(found.dismissedAt),
      })),
      next,
    }
  }),
  verb(
    'PUT /irregular-votes/{findingId}/dismissed',
    { input: findingRef, statuses: [204] },
    async (ctx, ref) => {
      await dismissFinding(ctx, ref)
      return done()
    },
  ),
]
