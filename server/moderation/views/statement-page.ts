import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import {
  appeals,
  members,
  reviewDecisions,
  reviewItems,
  sanctions,
  statements,
  topics,
} from '#db/schema/index.ts'
import { isMember, mayModerate, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden, NotFound } from '#server/core/errors.ts'
import { plainText, renderMarkdown } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { pageInput, statementRef } from '../sanction-input.ts'
import { canAppeal, canDecideAppeal, canReadStatement, isSelf, maySanction } from '../sanction-policy.ts'
import { beyond, pageOf } from './paging.ts'
import { doerColumns, postPlace, topicPlace } from './place.ts'
import { siteLanguage } from './subject.ts'

type Row = Awaited<ReturnType<typeof statementRows>>[number]

const statementRows = (ctx: Pick<Ctx, 'db'>, where: SQL | undefined, limit: number) =>
  ctx.db
    .select({
      statement: statements,
      lang: topics.lang,
      member: { handle: members.handle, name: members.displayName },
      by: doerColumns(statements.byKind, statements.byId),
      appeal: appeals,
      appealBy: doerColumns(sql`'member'`, appeals.decidedBy),
      sanction: {
        limits: sanctions.limits,
        liftedAt: sanctions.liftedAt,
        liftedAs: sanctions.liftedAs,
        liftReason: sanctions.liftReason,
      },
    })
    .from(statements)
    .innerJoin(members, eq(members.id, statements.memberId))
    .leftJoin(appeals, eq(appeals.statementId, statements.id))
    .leftJoin(sanctions, eq(sanctions.id, statements.sanctionId))
    .leftJoin(topics, eq(topics.id, statements.topicId))
    .where(where)
    .orderBy(desc(statements.at), desc(statements.id))
    .limit(limit)

/**
 * What a member was told, with the clause as it stood then (TERMS-08), what has become of it, and what can be done. For
 * its member and moderators of the place; who decided is named to moderators alone.
 */
export async function statementPage(ctx: Ctx, input: z.input<typeof statementRef>) {
  const { statementId } = parse(statementRef, input)
  const [row] = await statementRows(ctx, eq(statements.id, statementId), 1)
  if (!row || !canReadStatement(ctx.actor, placed(row))) throw new NotFound('statement')
  const { statement, member, by, appeal, appealBy, sanction } = row
  const post = statement.postId ? await postPlace(ctx, statement.postId) : null
  const closed = !post && statement.topicId ? await topicPlace(ctx, statement.topicId) : null
  const topic = post ?? closed
  const standing = stands(row, { hiddenAt: post?.hiddenAt, closedAt: closed?.closedAt })
  const staff = mayModerate(ctx.actor, 'queue', placed(row))
  const { id, kind, reason, message, until, at, termsVersion } = statement
  return {
    ...{ id, kind, reason, message, until, at },
    member,
    clause: clauseOf(ctx, statement),
    limits: sanction?.limits ?? [],
    about: topic && {
      topic: { id: topic.topicId, kind: topic.topicKind, title: topic.title, slug: topic.slug },
      post: post && { id: post.id, number: post.number, excerpt: plainText(post.html, 240) },
      board: { slug: topic.boardSlug, title: topic.board },
    },
    termsVersion,
    outcome: outcomeOf(row, { standing, now: ctx.now }),
    lifted: sanction?.liftedAt
      ? { at: sanction.liftedAt, as: sanction.liftedAs, reason: sanction.liftReason }
      : null,
    appeal: appeal && {
      id: appeal.id,
      text: appeal.text,
      at: appeal.at,
      outcome: appeal.outcome,
      reason: appeal.reason,
      decidedAt: appeal.decidedAt,
      by: staff ? appealBy : null,
    },
    by: staff ? by : null,
    sanctionId: staff ? statement.sanctionId : null,
    itemId: staff && post ? await itemBehind(ctx, statement) : null,
    mine: isSelf(ctx.actor, statement),
    staff,
    can: {
      appeal: canAppeal(ctx.actor, statement, { appealed: appeal !== null, standing }),
      decide: appeal !== null && appeal.outcome === null && canDecideAppeal(ctx.actor, placed(row)),
      lift:
        standing &&
        isSanction(kind) &&
        !isSelf(ctx.actor, statement) &&
        maySanction(ctx.actor, kind, statement.boardId),
    },
  }
}

/** Whose it is and where it stands, a topic without a language in that of the site. */
const placed = ({ statement, lang }: Row) => ({
  ...statement,
  lang: statement.topicId === null ? null : (lang ?? siteLanguage),
})

/** The item of the queue whose decision the statement tells, with its reports and precedents (TERMS-12). */
async function itemBehind(ctx: Ctx, { postId, at }: Pick<Row['statement'], 'postId' | 'at'>) {
  if (!postId) return null
  const [row] = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .innerJoin(reviewDecisions, eq(reviewDecisions.itemId, reviewItems.id))
    .where(and(eq(reviewItems.postId, postId), eq(reviewDecisions.at, at)))
    .limit(1)
  return row?.id ?? null
}

const isSanction = (kind: Row['statement']['kind']) =>
  kind === 'warning' || kind === 'limit' || kind === 'suspension'

const clauseOf = (ctx: Ctx, { clause, termsVersion, clauseTitle, clauseText }: Row['statement']) =>
  clause === null
    ? null
    : {
        key: clause,
        version: termsVersion ?? 0,
        title: clauseTitle ?? clause,
        html: renderMarkdown(clauseText ?? '', { origin: ctx.site }),
      }

type Now = { hiddenAt: Date | null | undefined; closedAt: Date | null | undefined }

/** Whether the decision still holds: the same hiding, the same closing, a sanction that was not given in error. */
export function stands({ statement, sanction }: Pick<Row, 'statement' | 'sanction'>, now: Now): boolean {
  const same = (moment: Date | null | undefined) => moment?.getTime() === statement.at.getTime()
  if (statement.kind === 'removal' || statement.kind === 'pending') return same(now.hiddenAt)
  if (statement.kind === 'closure') return same(now.closedAt)
  return sanction?.liftedAs !== 'overturned'
}

export type Outcome = 'holds' | 'ended' | 'lifted' | 'overturned'

function outcomeOf(
  { statement, sanction, appeal }: Row,
  { standing, now }: { standing: boolean; now: Date },
): Outcome {
  if (appeal?.outcome === 'overturned' || sanction?.liftedAs === 'overturned') return 'overturned'
  if (sanction?.liftedAt || !standing) return 'lifted'
  return statement.until && statement.until <= now ? 'ended' : 'holds'
}

/** What one was told so far, newest first. */
export async function ownStatements(ctx: Ctx, input: z.input<typeof pageInput> = {}) {
  const own = memberIdOf(ctx.actor)
  if (!own || !isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const { cursor, limit } = parse(pageInput, input)
  const of = and(eq(statements.memberId, own), beyond(cursor, statements))
  const { items, next } = pageOf(await statementRows(ctx, of, limit + 1), limit, ({ statement }) => statement)
  return {
    items: items.map(({ statement: { id, kind, at, until, clauseTitle }, appeal }) => ({
      ...{ id, kind, at, until, clause: clauseTitle },
      appeal: appeal && { outcome: appeal.outcome },
    })),
    next,
  }
}

/** All that the letter of a statement says; its member's own, so nobody else is asked (mail writes as the system). */
export async function statementForLetter(ctx: Ctx, input: z.input<typeof statementRef>) {
  const { statementId } = parse(statementRef, input)
  const [row] = await statementRows(ctx, eq(statements.id, statementId), 1)
  if (!row) return null
  const { id, kind, message, clauseTitle, clauseText, until } = row.statement
  const clause = clauseTitle === null ? null : { title: clauseTitle, text: clauseText ?? '' }
  return {
    id,
    kind,
    message,
    clause,
    until,
    limits: row.sanction?.limits ?? [],
    appealable: kind !== 'pending',
  }
}
