import { z } from 'zod'
import { type SubscriptionId, topicNumber, uuid } from '#server/core/ids.ts'
import { mayReach } from '#server/core/outbound.ts'
import { inboxFilters } from './kinds.ts'

export const inboxQuery = z.object({
  filter: z.enum(inboxFilters).catch('needs').default('needs'),
  cursor: z.string().max(200).nullish(),
})

const row = z.string().regex(/^(topic:[1-9]\d{0,9}|notice:[0-9a-f-]{36})$/, 'invalid.id')

/** Rows of the inbox: a topic with all its notices, or a notice that belongs to no topic. One or several. */
const rowList = z
  .union([z.array(row), row.transform((one) => [one])])
  .pipe(z.array(row).min(1).max(200, 'notice.rows.many'))

export const marking = z.object({ rows: rowList })
export const undoing = z.object({ undo: z.iso.datetime('invalid.id') })
export const snoozing = z.object({
  rows: rowList,
  until: z.iso.datetime('notice.snooze.when').transform((text) => new Date(text)),
})
export const muting = z.object({ topicId: topicNumber })
export const unmuting = z.object({
  topicId: topicNumber,
  level: z.enum(['normal', 'tracked', 'watched']).default('normal'),
  undo: z.iso.datetime('invalid.id').nullish(),
})

/** A browser as its push service names it (RFC 8291): where it takes messages, its public key, its secret. */
export const subscribing = z.object({
  endpoint: z
    .string()
    .max(1000, 'notice.push.endpoint')
    .refine((text) => URL.canParse(text) && mayReach(new URL(text)), 'notice.push.endpoint'),
  p256dh: z.string().regex(/^[A-Za-z0-9_-]{86,88}=?$/, 'notice.push.endpoint'),
  auth: z.string().regex(/^[A-Za-z0-9_-]{21,24}={0,2}$/, 'notice.push.endpoint'),
})
export const unsubscribing = z.object({ subscriptionId: uuid<SubscriptionId>() })
