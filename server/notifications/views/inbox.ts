import { and, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boards, members, notices, posts, topics } from '#db/schema/index.ts'
import type { NoticeKind } from '#db/schema/notifications.ts'
import type { Actor } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import type { NoticeId, TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { noticeHelp } from '#server/core/notice-help.ts'
import * as paths from '#server/core/paths.ts'
import { say } from '#server/core/words.ts'
import { visibleTopics } from '#server/forum/index.ts'
import { inboxQuery } from '../input.ts'
import { type InboxFilter, kindsOn } from '../kinds.ts'
import { inRows, ownerOf } from '../marking.ts'
import { type Reader, summaryOf, whyOf } from '../wording.ts'
import { awake } from './unread-count.ts'

const pageSize = 30
const perRow = 20

/** One cause of a row, said in the reader's language, with the address where exactly that is changed (NOTE-02). */
export type InboxNotice = {
  id: NoticeId
  kind: NoticeKind
  by: { handle: string; displayName: string } | null
  at: Date
  summary: string
  why: string
  changeHref: string
  /** Where the step or reward it tells of is explained. */
  helpHref: string | null
  needsYou: boolean
  doneAt: Date | null
  snoozedUntil: Date | null
}

/** A topic with what is new about it, or a notice about no topic. `row` is what the verbs take. */
export type InboxRow = {
  row: string
  topicId: TopicId | null
  title: string
  board: string | null
  href: string
  summary: string
  needsYou: boolean
  doneAt: Date | null
  snoozedUntil: Date | null
  at: Date
  notices: InboxNotice[]
}

export type Inbox = { filter: InboxFilter; rows: InboxRow[]; next: string | null }

/** The inbox of whoever asks, grouped by topic, newest first. `all` shows done and snoozed rows too. */
export async function inbox(ctx: Ctx, input: z.input<typeof inboxQuery>): Promise<Inbox> {
  const { filter, cursor } = parse(inboxQuery, input)
  const memberId = ownerOf(ctx)
  const row = sql<string>`case when ${notices.topicId} is null then 'notice:' || ${notices.id} else 'topic:' || ${notices.topicId} end`
  const latest = sql<string>`(extract(epoch from max(${notices.at})) * 1000)::bigint::text`
  const own = and(
    eq(notices.memberId, memberId),
    onFilter(filter, ctx.now),
    or(isNull(notices.topicId), existing(ctx.actor)),
  )
  const groups = await ctx.db
    .select({ row, latest })
    .from(notices)
    .leftJoin(topics, eq(topics.id, notices.topicId))
    .where(own)
    .groupBy(row)
    .having(cursor ? beyond(cursor, row) : undefined)
    .orderBy(desc(sql`max(${notices.at})`), desc(row))
    .limit(pageSize + 1)
  const page = groups.slice(0, pageSize)
  const last = page.at(-1)
  const found =
    page.length === 0 ? [] : await noticesIn(ctx, and(own, inRows(page.map((group) => group.row))))
  return {
    filter,
    rows: page.flatMap((group) =>
      shownRow(
        ctx,
        group.row,
        found.filter((one) => rowOf(one) === group.row),
      ),
    ),
    next: groups.length > pageSize && last ? `${last.latest}~${last.row}` : null,
  }
}

/** A topic that a member may no longer see takes its notices along. */
const existing = (actor: Actor) => visibleTopics(actor) ?? sql`true`

function onFilter(filter: InboxFilter, now: Date): SQL | undefined {
  if (filter === 'all') return undefined
  const waiting = and(isNull(notices.doneAt), awake(now))
  return filter === 'needs'
    ? and(waiting, notices.needsYou)
    : and(waiting, inArray(notices.kind, kindsOn(filter)))
}

function beyond(cursor: string, row: SQL<string>): SQL {
  const [at = '', of = ''] = cursor.split('~')
  if (!/^\d{1,16}$/.test(at)) throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
  return sql`(max(${notices.at}), ${row}) < (${new Date(Number(at)).toISOString()}::timestamptz, ${of})`
}

async function noticesIn(ctx: Ctx, where: SQL | undefined) {
  return await ctx.db
    .select({
      notice: notices,
      by: { handle: members.handle, displayName: members.displayName },
      topic: { id: topics.id, slug: topics.slug, kind: topics.kind, title: topics.title },
      board: boards.title,
      number: posts.number,
    })
    .from(notices)
    .leftJoin(topics, eq(topics.id, notices.topicId))
    .leftJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(posts, eq(posts.id, notices.postId))
    .leftJoin(members, eq(members.id, notices.byId))
    .where(where)
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(pageSize * 100)
}

type Found = Awaited<ReturnType<typeof noticesIn>>[number]

const rowOf = ({ notice }: Found) =>
  notice.topicId === null ? `notice:${notice.id}` : `topic:${notice.topicId}`

function shownRow(ctx: Ctx, row: string, found: Found[]): InboxRow[] {
  const [newest] = found
  if (!newest) return []
  const oldestNew = found.filter(({ notice }) => notice.doneAt === null).at(-1) ?? newest
  const reader = readerOf(ctx.actor)
  const shown = found.slice(0, perRow).map((one) => shownNotice(one, reader))
  return [
    {
      row,
      topicId: newest.notice.topicId,
      title: newest.topic?.title ?? say(reader.locale, `notice.title.${newest.notice.kind}`),
      board: newest.board,
      href: hrefOf(oldestNew),
      summary: summaryOf(
        reader,
        found
          .filter((one) => one.notice.kind === newest.notice.kind)
          .map(({ notice, by }) => ({ ...notice, by })),
      ),
      needsYou: found.some(({ notice }) => notice.needsYou && notice.doneAt === null),
      doneAt: found.every(({ notice }) => notice.doneAt !== null) ? newest.notice.doneAt : null,
      snoozedUntil: newest.notice.snoozedUntil,
      at: newest.notice.at,
      notices: shown,
    },
  ]
}

function shownNotice({ notice, by }: Found, reader: Reader): InboxNotice {
  return {
    id: notice.id,
    kind: notice.kind,
    by,
    at: notice.at,
    summary: summaryOf(reader, [{ ...notice, by }]),
    why: whyOf(reader.locale, notice),
    changeHref: paths.noticeSettings(notice.cause),
    helpHref: noticeHelp(notice.kind, notice.params),
    needsYou: notice.needsYou,
    doneAt: notice.doneAt,
    snoozedUntil: notice.snoozedUntil,
  }
}

/** What is read on the page of one's own reports. */
const ownReports = new Set<NoticeKind>(['reported', 'suggested', 'noted'])

/** Engineers open the case, everybody else the place in the topic. */
function hrefOf({ notice, topic, number }: Found): string {
  const escalationId = notice.params.escalationId
  if ((notice.kind === 'caseQueued' || notice.kind === 'caseAssigned') && escalationId)
    return paths.escalation(String(escalationId))
  const statementId = notice.params.statementId
  if (statementId) return paths.statement(String(statementId))
  if (notice.kind === 'queued') return paths.reviewItem(String(notice.params.itemId))
  if (ownReports.has(notice.kind)) return paths.reports()
  if (notice.kind === 'termsOwed') return paths.terms.accept()
  if (notice.kind === 'linked') return paths.settings('account')
  if (notice.kind === 'badges') return paths.badge(String(notice.params.badge))
  if (notice.kind === 'rank' || notice.kind === 'rankFailing') return paths.ranks()
  if (!topic) return paths.activity()
  if (notice.kind === 'invited') return paths.topicPart(topic.id, 'invitations')
  return number ? paths.post(topic, number) : paths.topic(topic)
}

const readerOf = (actor: Actor): Reader =>
  actor.kind === 'member' ? actor : { locale: 'en', timeZone: null }
