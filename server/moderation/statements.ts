import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { type StatementKind, statements } from '#db/schema/moderation.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import {
  type BoardId,
  type MemberId,
  newId,
  type PostId,
  type SanctionId,
  type StatementId,
  type TopicId,
} from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { canHide, hidePost, postInView } from '#server/forum/index.ts'
import { citationOf, clauseCited, clausesInForce } from '#server/terms/index.ts'
import { doerOf } from './logging.ts'
import { removalInput } from './sanction-input.ts'
import { languageOf } from './views/person.ts'
import { postPlace } from './views/place.ts'

type ClauseShown = Awaited<ReturnType<typeof clausesInForce>>[number]

export type Draft = {
  id?: StatementId
  kind: StatementKind
  memberId: MemberId
  clause: Pick<ClauseShown, 'key' | 'version' | 'title' | 'text'> | null
  reason: string
  /** What the member reads in the moderator's words; the reason where nothing else was written. */
  message: string
  postId?: PostId | null
  topicId?: TopicId | null
  boardId?: BoardId | null
  sanctionId?: SanctionId | null
  until?: Date | null
}

/** The clause as it is in force, whole, to be kept beside a decision (TERMS-08); in the language of whom it is shown to. */
export async function clauseInForce(
  ctx: Ctx,
  key: string,
  { locale }: { locale?: string | undefined } = {},
): Promise<ClauseShown> {
  const clauses = await clausesInForce(ctx, { locale })
  const { clause: cited } = citationOf(clauses, key)
  return clauses.find((clause) => clause.key === cited) as ClauseShown
}

type Told = { by: ReturnType<typeof doerOf>; at: Date }

/**
 * Keeps what a member is told and tells it, so that notice and letter follow (MOD-14). One for each deed: what was stated
 * in the deed's own transaction is not stated again when its fact is heard.
 */
export async function state(tx: Tx, draft: Draft, told?: Told): Promise<StatementId> {
  const at = told?.at ?? tx.now
  const clause = await inTheirLanguage(tx, draft)
  const [sent] = await tx.db
    .insert(statements)
    .values({
      id: draft.id ?? newId<StatementId>(),
      memberId: draft.memberId,
      kind: draft.kind,
      postId: draft.postId ?? null,
      topicId: draft.topicId ?? null,
      boardId: draft.boardId ?? null,
      sanctionId: draft.sanctionId ?? null,
      clause: clause?.key ?? null,
      termsVersion: clause?.version ?? null,
      clauseTitle: clause?.title ?? null,
      clauseText: clause?.text ?? null,
      reason: draft.reason,
      message: draft.message || draft.reason,
      until: draft.until ?? null,
      ...(told?.by ?? doerOf(tx.actor)),
      at,
    })
    .onConflictDoNothing()
    .returning({ id: statements.id })
  if (!sent) return statedBefore(tx, draft, at)
  tx.tell({
    type: 'statement.sent',
    statementId: sent.id,
    memberId: draft.memberId,
    kind: draft.kind,
    clause: clause?.title ?? null,
    until: draft.until?.toISOString() ?? null,
    about: { topicId: draft.topicId ?? null, postId: draft.postId ?? null },
  })
  return sent.id
}

/** A statement is the member's to read, whatever language the moderator reads the terms in. */
async function inTheirLanguage(tx: Tx, { clause, memberId }: Draft) {
  if (!clause) return null
  const locale = await languageOf(tx, memberId)
  return clauseCited(tx, { key: clause.key, version: clause.version, locale })
}

async function statedBefore(tx: Tx, { kind, postId, topicId }: Draft, at: Date): Promise<StatementId> {
  const [found] = await tx.db
    .select({ id: statements.id })
    .from(statements)
    .where(
      and(
        eq(statements.kind, kind),
        eq(statements.at, at),
        postId ? eq(statements.postId, postId) : undefined,
        topicId ? eq(statements.topicId, topicId) : undefined,
      ),
    )
  return certain(found, 'the statement of before').id
}

/** A moderator hides a post under a clause in force, with the reason and the words its author reads (MOD-14, MOD-22). */
export async function removePost(ctx: Ctx, input: z.input<typeof removalInput>) {
  const wanted = parse(removalInput, input)
  return change(ctx, async (tx) => {
    permit(canHide(tx.actor, await postInView(tx, wanted)))
    const clause = await clauseInForce(tx, wanted.clause)
    const { topicId } = await hidePost(tx, wanted)
    const post = await postPlace(tx, wanted.postId)
    const justNow = post?.hiddenAt?.getTime() === tx.now.getTime()
    const statementId = post && justNow ? await stateRemoval(tx, post, { ...wanted, clause }) : null
    return { topicId, statementId }
  })
}

/** What the author of a post would be sent (UX-MOD-3). */
export async function removalPreview(ctx: Ctx, input: z.input<typeof removalInput>) {
  const { postId, clause: key, reason, message } = parse(removalInput, input)
  const post = await postInView(ctx, { postId })
  permit(canHide(ctx.actor, post))
  const locale = post.authorId ? await languageOf(ctx, post.authorId) : undefined
  const { title, html, version } = await clauseInForce(ctx, key, { locale })
  return {
    kind: 'removal' as const,
    message: message || reason,
    clause: { key, title, html, version },
    limits: [],
    until: null,
  }
}

type Place = NonNullable<Awaited<ReturnType<typeof postPlace>>>
type Ground = { kind?: 'removal' | 'pending'; clause: Draft['clause']; reason: string; message: string }

/** The statement of a removal, in the transaction that hides the post; null where nobody is to be told. */
export const stateRemoval = (tx: Tx, post: Place, { told, ...ground }: Ground & { told?: Told }) =>
  post.authorId
    ? state(
        tx,
        {
          kind: 'removal',
          memberId: post.authorId,
          postId: post.id,
          topicId: post.topicId,
          boardId: post.boardId,
          ...ground,
        },
        told,
      )
    : Promise.resolve(null)
