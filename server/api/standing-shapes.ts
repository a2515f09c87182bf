import { z } from 'zod'
import { id, moment } from './shapes.ts'

const ladder = z.enum(['contributors', 'readers'])
const weights = z.record(z.string(), z.int())

export const ladderShape = z
  .strictObject({
    ladder,
    version: z.int(),
    /** What one of each thing is worth in the score; volume makes up at most half of what is counted. */
    score: z.strictObject({ quality: weights, volume: weights }),
    steps: z.array(
      z.strictObject({
        key: z.string(),
        name: z.string(),
        formula: z.string(),
        /** The same in words, one sentence for each condition. */
        conditions: z.array(z.string()),
        /** False while a term has no source yet. */
        reachable: z.boolean(),
        members: z.int(),
      }),
    ),
  })
  .meta({ id: 'Ladder' })

export const simulationShape = z
  .strictObject({
    ladder,
    version: z.int(),
    members: z.int(),
    up: z.int(),
    down: z.int(),
    steps: z.array(
      z.strictObject({ key: z.string(), name: z.string(), before: z.int().nullable(), after: z.int() }),
    ),
    movers: z.array(
      z.strictObject({
        memberId: id,
        handle: z.string(),
        displayName: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        up: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'LadderSimulation' })

const badgeFields = {
  key: z.string(),
  name: z.string(),
  about: z.string(),
  url: z.url(),
  metal: z.enum(['bronze', 'silver', 'gold']),
  family: z.enum(['help', 'craft', 'citizenship']),
  repeats: z.enum(['once', 'each']),
  rule: z.string(),
  /** Given by hand, with a reason, and marked so. */
  given: z.boolean(),
  /** By a signed event from outside; of the record behind it nothing is shown. */
  fromOutside: z.boolean(),
}

export const badgeShape = z.strictObject({ ...badgeFields, holders: z.int() }).meta({ id: 'Badge' })

export const holderShape = z
  .strictObject({
    ...badgeFields,
    purpose: z.string(),
    not: z.string(),
    items: z.array(
      z.strictObject({
        handle: z.string(),
        displayName: z.string(),
        awardedAt: moment,
        givenFor: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'BadgePage' })

export const leaderShape = z
  .strictObject({
    handle: z.string(),
    displayName: z.string(),
    url: z.url(),
    /** Different people whose question was solved. */
    people: z.int(),
    solutions: z.int(),
  })
  .meta({ id: 'Leader' })
