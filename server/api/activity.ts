import { z } from 'zod'
import {
  inbox,
  input,
  markDone,
  muteTopic,
  snooze,
  undoDone,
  unmuteTopic,
} from '#server/notifications/index.ts'
import { done, ok, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const noticeShape = z
  .strictObject({
    id,
    kind: z.string(),
    by: z.strictObject({ handle: z.string(), displayName: z.string() }).nullable(),
    at: moment,
    summary: z.string(),
    why: z.string(),
    changeUrl: z.url(),
    helpUrl: z.url().nullable(),
    needsYou: z.boolean(),
    doneAt: moment.nullable(),
    snoozedUntil: moment.nullable(),
  })
  .meta({ id: 'Notice' })

const rowShape = z
  .strictObject({
    row: z.string(),
    topicId: z.int().nullable(),
    title: z.string(),
    board: z.string().nullable(),
    url: z.url(),
    summary: z.string(),
    needsYou: z.boolean(),
    doneAt: moment.nullable(),
    snoozedUntil: moment.nullable(),
    at: moment,
    notices: z.array(noticeShape),
  })
  .meta({ id: 'ActivityRow' })

const markedShape = z.strictObject({ count: z.int(), undo: moment }).meta({ id: 'Marked' })

/** A member's own inbox; a key reaches it by acting as the member. */
export const activityEndpoints = [
  view('GET /activity', { input: input.inboxQuery, shape: listOf(rowShape) }, async (ctx, query) => {
    const { rows, next } = await inbox(ctx, query)
    const url = (href: string) => new URL(href, ctx.site).href
    return {
      items: rows.map(({ href, ...row }) => ({
        ...row,
        url: url(href),
        at: iso(row.at),
        doneAt: isoOrNull(row.doneAt),
        snoozedUntil: isoOrNull(row.snoozedUntil),
        notices: row.notices.map(({ changeHref, helpHref, ...notice }) => ({
          ...notice,
          changeUrl: url(changeHref),
          helpUrl: helpHref && url(helpHref),
          at: iso(notice.at),
          doneAt: isoOrNull(notice.doneAt),
          snoozedUntil: isoOrNull(notice.snoozedUntil),
        })),
      })),
      next,
    }
  }),
  verb(
    'POST /activity/done',
    { input: input.marking, shape: markedShape, statuses: [200] },
    async (ctx, rows) => ok(await markDone(ctx, rows)),
  ),
  verb(
    'POST /activity/undone',
    { input: input.undoing, shape: markedShape, statuses: [200] },
    async (ctx, undo) => ok(await undoDone(ctx, undo)),
  ),
  verb(
    'POST /activity/snoozed',
    { input: input.snoozing, shape: markedShape, statuses: [200] },
    async (ctx, rows) => ok(await snooze(ctx, rows)),
  ),
  verb('PUT /topics/{topicId}/muted', { input: input.muting, statuses: [204] }, async (ctx, ref) => {
    await muteTopic(ctx, ref)
    return done()
  }),
  verb('DELETE /topics/{topicId}/muted', { input: input.unmuting, statuses: [204] }, async (ctx, ref) => {
    await unmuteTopic(ctx, ref)
    return done()
  }),
]
