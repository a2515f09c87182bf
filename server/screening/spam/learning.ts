import { and, eq, sql } from 'drizzle-orm'
import { spamLessons, spamTokens } from '#db/schema/screening.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { DecisionId, PostId } from '#server/core/ids.ts'
import { lessonsRow } from './scoring.ts'
import { tokensOf } from './tokens.ts'

type Verdict = 'spam' | 'ham'
type Lesson = {
  postId: PostId
  decisionId: DecisionId
  verdict: Verdict
  words: { title: string | null; body: string }
}

/** A decided post teaches its words once, whatever comes twice; a newer decision about it takes the older lesson's place. */
export function learnVerdict(ctx: Ctx, { postId, decisionId, verdict, words }: Lesson): Promise<void> {
  return change(ctx, async (tx) => {
    const known = await lessonOf(tx, postId)
    if (known?.decisionId === decisionId) return
    if (known) await count(tx, known, -1)
    const lesson = { postId, decisionId, verdict, tokens: tokensOf(words), at: tx.now }
    await tx.db
      .insert(spamLessons)
      .values(lesson)
      .onConflictDoUpdate({ target: spamLessons.postId, set: lesson })
    await count(tx, lesson, 1)
    tx.tell({ type: 'spam.learnt', postId, verdict })
  })
}

/** What a decision taught goes with it when it is undone. */
export function unlearnVerdict(
  ctx: Ctx,
  { postId, decisionId }: { postId: PostId; decisionId: DecisionId },
): Promise<void> {
  return change(ctx, async (tx) => {
    const known = await lessonOf(tx, postId)
    if (known?.decisionId !== decisionId) return
    await tx.db
      .delete(spamLessons)
      .where(and(eq(spamLessons.postId, postId), eq(spamLessons.decisionId, decisionId)))
    await count(tx, known, -1)
    tx.tell({ type: 'spam.unlearnt', postId })
  })
}

/** Lessons are taught one after the other, so that two about one post cannot count crosswise. */
async function lessonOf(tx: Tx, postId: PostId) {
  await tx.db.insert(spamTokens).values({ token: lessonsRow, spam: 0, ham: 0 }).onConflictDoNothing()
  await tx.db.select().from(spamTokens).where(eq(spamTokens.token, lessonsRow)).for('update')
  const [lesson] = await tx.db.select().from(spamLessons).where(eq(spamLessons.postId, postId))
  return lesson ?? null
}

/** Adds a lesson to the counts, or takes it out: one statement, its rows in the order of their tokens. */
async function count(tx: Tx, { verdict, tokens }: { verdict: Verdict; tokens: number[] }, by: 1 | -1) {
  const [spam, ham] = verdict === 'spam' ? [by, 0] : [0, by]
  const rows = [lessonsRow, ...tokens].sort((a, b) => a - b)
  await tx.db
    .insert(spamTokens)
    .values(rows.map((token) => ({ token, spam, ham })))
    .onConflictDoUpdate({
      target: spamTokens.token,
      set: {
        spam: sql`greatest(0, ${spamTokens.spam} + excluded.spam)`,
        ham: sql`greatest(0, ${spamTokens.ham} + excluded.ham)`,
      },
    })
}
