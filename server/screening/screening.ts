import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import { type RuleEffect, wordRules } from '#db/schema/screening.ts'
import { moderates } from '#server/core/actor.ts'
import type { Tx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { prepared, value } from '#server/core/prepared.ts'
import type { BoardId, RuleId } from '#server/core/ids.ts'
import { type Hit, type Pattern, patternOf } from './matching.ts'

type Draft = { boardId: BoardId; title: string | null; body: string }
export type Caught = { ruleId: RuleId; effect: RuleEffect; clause: string | null }
/** The words as they may stand, and every rule that met them. */
export type Screened = { title: string | null; body: string; caught: Caught[] }

type Ready = typeof wordRules.$inferSelect & { ready: Pattern }

/**
 * Puts words before every rule of their board, in the order of the rules; each sees the text as the ones before left it,
 * and all that match apply (MOD-18). A match with `block` refuses the words and names what to leave out. What stood there
 * `before` an edit is not held against it. Moderators of the board quote what they rule on, and are let be.
 */
export async function screenWords(tx: Tx, draft: Draft, before?: Omit<Draft, 'boardId'>): Promise<Screened> {
  if (moderates(tx.actor, draft.boardId)) return { title: draft.title, body: draft.body, caught: [] }
  const rules = await activeRules(tx, draft.boardId)
  const known = before ? met(rules, before) : new Set<RuleId>()
  const screened: Screened = { title: draft.title, body: draft.body, caught: [] }
  for (const rule of rules) {
    const hits = { title: rule.ready.find(screened.title ?? ''), body: rule.ready.find(screened.body) }
    if (hits.title.length + hits.body.length === 0) continue
    if (rule.effect === 'replace') {
      screened.title = screened.title === null ? null : replaced(screened.title, hits.title, rule.replacement)
      screened.body = replaced(screened.body, hits.body, rule.replacement)
    } else if (known.has(rule.id)) continue
    if (rule.effect === 'block') throw blocked(screened, hits, rule)
    screened.caught.push({ ruleId: rule.id, effect: rule.effect, clause: rule.clause })
  }
  return screened
}

async function activeRules(tx: Tx, boardId: BoardId): Promise<Ready[]> {
  const found = await rulesFor(tx, { boardId })
  return found.map((rule) => ({ ...rule, ready: patternOf(rule) }))
}

const rulesFor = prepared('word-rules', (db) =>
  db
    .select()
    .from(wordRules)
    .where(
      and(
        eq(wordRules.active, true),
        isNull(wordRules.removedAt),
        or(isNull(wordRules.boards), sql`${value('boardId')}::uuid = any(${wordRules.boards})`),
      ),
    )
    .orderBy(asc(wordRules.position), asc(wordRules.id)),
)

const met = (rules: readonly Ready[], { title, body }: { title: string | null; body: string }) =>
  new Set(
    rules
      .filter(({ ready }) => ready.find(title ?? '').length + ready.find(body).length > 0)
      .map(({ id }) => id),
  )

function replaced(text: string, hits: readonly Hit[], by: string): string {
  let [done, from] = ['', 0]
  for (const { start, end } of hits) {
    done += text.slice(from, start) + by
    from = end
  }
  return done + text.slice(from)
}

type Hits = { title: Hit[]; body: Hit[] }

function blocked({ title, body }: Screened, hits: Hits, { clause }: Ready) {
  const inTitle = hits.title[0]
  const hit = inTitle ?? hits.body[0]
  const found = hit ? (inTitle ? (title ?? '') : body).slice(hit.start, hit.end) : ''
  const params = { words: found.slice(0, 40), clause: clause ?? '' }
  return new Invalid([{ path: inTitle ? 'title' : 'body', key: 'screening.blocked', params }])
}
