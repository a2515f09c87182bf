import { and, desc, eq, gt, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { appeals, flags, members, reviewItems, sanctions, statements, topics } from '#db/schema/index.ts'
import type { ActorKind } from '#db/schema/moderation.ts'
import type { Actor } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import type { FilePart } from '../sanction-input.ts'
import { beyond, pageOf } from './paging.ts'
import { type Doer, doerColumns } from './place.ts'
import { ofPlaces } from './scope.ts'

/** Which list of whose file. */
export type Filed = {
  memberId: MemberId
  show: FilePart
  days?: number | undefined
  cursor?: string | null | undefined
  limit: number
  now: Date
  strikeDays: number
  /** Who reads it: what falls outside their places is left out. */
  actor: Actor
}

const day = 86_400_000
const ago = ({ now }: Filed, days: number) => new Date(now.getTime() - days * day)

/** What a list holds. Removals and warnings are those that were not given in error, as they are counted everywhere. */
function held(filed: Filed): {
  table: 'sanctions' | 'statements' | 'flags' | 'items'
  where: SQL | undefined
} {
  const { memberId, show, days, actor } = filed
  const lately = (moment: PgColumn) => (days ? gt(moment, ago(filed, days)) : undefined)
  const seen = (of: Parameters<typeof ofPlaces>[2]) => ofPlaces(actor, 'file', of)
  const notInError = or(isNull(sanctions.liftedAs), ne(sanctions.liftedAs, 'overturned'))
  const steps = (where: SQL | undefined) => ({
    table: 'sanctions' as const,
    where: and(eq(sanctions.memberId, memberId), where, lately(sanctions.at), seen(sanctions)),
  })
  const told = (where: SQL | undefined) => ({
    table: 'statements' as const,
    where: and(eq(statements.memberId, memberId), where, lately(statements.at), seen(statements)),
  })
  const reports = (where: SQL | undefined, moment: PgColumn) => ({
    table: 'flags' as const,
    where: and(
      where,
      isNull(flags.withdrawnAt),
      lately(moment),
      seen({ boardId: null, topicId: flags.topicId }),
    ),
  })
  const lists = {
    notes: () => steps(eq(sanctions.kind, 'note')),
    warnings: () => steps(and(eq(sanctions.kind, 'warning'), notInError)),
    strikes: () =>
      steps(and(ne(sanctions.kind, 'note'), notInError, gt(sanctions.at, ago(filed, filed.strikeDays)))),
    sanctions: () => steps(ne(sanctions.kind, 'note')),
    removals: () =>
      told(
        and(
          eq(statements.kind, 'removal'),
          sql`not exists (select 1 from ${appeals} a where a.statement_id = ${statements.id} and a.outcome = 'overturned')`,
        ),
      ),
    statements: () => told(undefined),
    decisions: () => ({
      table: 'items' as const,
      where: and(
        eq(reviewItems.memberId, memberId),
        eq(reviewItems.state, 'decided'),
        lately(reviewItems.decidedAt),
        seen(reviewItems),
      ),
    }),
    flagsGiven: () => reports(eq(flags.flaggerId, memberId), flags.at),
    flagsReceived: () => reports(eq(flags.memberId, memberId), flags.at),
    flagsUpheld: () => reports(and(eq(flags.memberId, memberId), eq(flags.upheld, true)), flags.judgedAt),
  } satisfies Record<FilePart, () => ReturnType<typeof held>>
  return lists[show]()
}

const tables = { sanctions, statements, flags, items: reviewItems } as const

/** How many entries a list holds, as a query inside another. */
export function partCount(filed: Filed): SQL {
  const { table, where } = held(filed)
  return sql`select count(*) from ${tables[table]} where ${where}`
}

export type FileEntry = {
  id: string
  at: Date
  kind: string
  /** What became of it: of a decision the action, of a report whether it was upheld, of a step whether it holds. */
  outcome: string | null
  clause: string | null
  text: string
  until: Date | null
  /** Until when a step counts as a strike. */
  countsUntil: Date | null
  /** Who did it; of a report given, whom it is about. */
  person: Doer
  byKind: ActorKind | null
  topic: { id: number; kind: string; slug: string; title: string } | null
  statementId: string | null
  itemId: string | null
}

/** One page of a list, newest first. */
export async function fileEntries(
  ctx: Ctx | Tx,
  filed: Filed,
): Promise<{ items: FileEntry[]; next: string | null }> {
  const { table, where } = held(filed)
  const read = { sanctions: stepsOf, statements: statementsOf, flags: flagsOf, items: itemsOf }[table]
  const found = await read(ctx, { filed, where })
  return pageOf(found, filed.limit, (entry) => entry)
}

type Asked = { filed: Filed; where: SQL | undefined }
const topic = { id: topics.id, kind: topics.kind, slug: topics.slug, title: topics.title }
const nothing = { until: null, countsUntil: null, byKind: null, statementId: null, itemId: null }

async function stepsOf(ctx: Ctx | Tx, { filed, where }: Asked): Promise<FileEntry[]> {
  const found = await ctx.db
    .select({ step: sanctions, person: doerColumns(sanctions.byKind, sanctions.byId), topic })
    .from(sanctions)
    .leftJoin(topics, eq(topics.id, sanctions.topicId))
    .where(and(where, beyond(filed.cursor, sanctions)))
    .orderBy(desc(sanctions.at), desc(sanctions.id))
    .limit(filed.limit + 1)
  return found.map(
    ({ step: { id, at, kind, clause, reason, until, byKind, statementId, ...step }, ...row }) => ({
      ...row,
      ...{ id, at, kind, clause, until, byKind, statementId },
      itemId: null,
      text: reason,
      outcome: kind === 'note' ? null : stateOf({ ...step, until }, filed.now),
      countsUntil:
        kind === 'note' || step.liftedAs === 'overturned'
          ? null
          : new Date(at.getTime() + filed.strikeDays * day),
    }),
  )
}

function stateOf(
  { liftedAt, liftedAs, until }: Pick<typeof sanctions.$inferSelect, 'liftedAt' | 'liftedAs' | 'until'>,
  now: Date,
) {
  if (liftedAt) return liftedAs === 'overturned' ? 'overturned' : 'lifted'
  return until && until <= now ? 'ended' : 'holds'
}

async function statementsOf(ctx: Ctx | Tx, { filed, where }: Asked): Promise<FileEntry[]> {
  const found = await ctx.db
    .select({
      statement: statements,
      person: doerColumns(statements.byKind, statements.byId),
      topic,
      appeal: { id: appeals.id, outcome: appeals.outcome },
    })
    .from(statements)
    .leftJoin(appeals, eq(appeals.statementId, statements.id))
    .leftJoin(topics, eq(topics.id, statements.topicId))
    .where(and(where, beyond(filed.cursor, statements)))
    .orderBy(desc(statements.at), desc(statements.id))
    .limit(filed.limit + 1)
  return found.map(({ statement: { id, at, kind, clause, message, until, byKind }, appeal, ...row }) => ({
    ...nothing,
    ...row,
    ...{ id, at, kind, clause, until, byKind },
    statementId: id,
    text: message,
    outcome: appeal && `appeal.${appeal.outcome ?? 'open'}`,
  }))
}

async function flagsOf(ctx: Ctx | Tx, { filed, where }: Asked): Promise<FileEntry[]> {
  const other = filed.show === 'flagsGiven' ? flags.memberId : flags.flaggerId
  const found = await ctx.db
    .select({ flag: flags, person: { handle: members.handle, name: members.displayName }, topic })
    .from(flags)
    .leftJoin(members, eq(members.id, other))
    .leftJoin(topics, eq(topics.id, flags.topicId))
    .where(and(where, beyond(filed.cursor, flags)))
    .orderBy(desc(flags.at), desc(flags.id))
    .limit(filed.limit + 1)
  return found.map(({ flag: { id, at, clause, note, judgedAt, upheld, itemId }, ...row }) => ({
    ...nothing,
    ...row,
    ...{ id, at, clause, itemId },
    kind: 'flag',
    text: note,
    outcome: judgedAt === null ? 'open' : upheld ? 'upheld' : 'dismissed',
  }))
}

async function itemsOf(ctx: Ctx | Tx, { filed, where }: Asked): Promise<FileEntry[]> {
  const found = await ctx.db
    .select({
      id: reviewItems.id,
      at: reviewItems.openedAt,
      kind: reviewItems.kind,
      outcome: reviewItems.outcome,
      person: doerColumns(sql`'member'`, reviewItems.decidedBy),
      topic,
    })
    .from(reviewItems)
    .leftJoin(topics, eq(topics.id, reviewItems.topicId))
    .where(and(where, beyond(filed.cursor, { at: reviewItems.openedAt, id: reviewItems.id })))
    .orderBy(desc(reviewItems.openedAt), desc(reviewItems.id))
    .limit(filed.limit + 1)
  return found.map((row) => ({ ...nothing, ...row, itemId: row.id, clause: null, text: '' }))
}
