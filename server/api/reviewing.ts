import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import type { ReviewItemId } from '#server/core/ids.ts'
import {
  chooseWishes,
  claimItem,
  decideItem,
  flagMember,
  flagPost,
  input,
  noteAuthor,
  noteOnItem,
  ownReports,
  proposeEdit,
  type QueueRow,
  releaseItem,
  reviewItem,
  reviewQueue,
  tendItem,
  undoDecision,
  withdrawFlag,
  withdrawSuggestion,
} from '#server/moderation/index.ts'
import { created, done, ok, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const flagShape = z.strictObject({ id, changed: z.boolean() }).meta({ id: 'Flag' })
const reportShape = z
  .strictObject({
    id,
    clause: z.string(),
    termsVersion: z.int(),
    note: z.string(),
    at: moment,
    judgedAt: moment.nullable(),
    upheld: z.boolean().nullable(),
    outcome: z.string().nullable(),
    reason: z.string().nullable(),
    postId: id.nullable(),
    person: z.string().nullable(),
    topicId: z.int().nullable(),
  })
  .meta({ id: 'OwnFlag' })
const ownFlagsShape = z
  .strictObject({
    record: z.strictObject({ judged: z.int(), upheld: z.int() }),
    items: z.array(reportShape),
    next: z.null(),
  })
  .meta({ id: 'OwnFlags' })

const nameShape = z.strictObject({ handle: z.string().nullable(), displayName: z.string().nullable() })
const itemShape = z
  .strictObject({
    id,
    kind: z.enum(['flags', 'first-post', 'edit', 'spam', 'appeal', 'reopen', 'other']),
    priority: z.enum(['low', 'medium', 'high']),
    reasons: z.array(z.string()),
    state: z.enum(['open', 'decided', 'ignored', 'withdrawn']),
    outcome: z.string().nullable(),
    topicId: z.int().nullable(),
    title: z.string().nullable(),
    board: z.string().nullable(),
    postId: id.nullable(),
    excerpt: z.string(),
    author: nameShape.nullable(),
    clauses: z.array(z.string()),
    claim: z.strictObject({ by: nameShape, until: moment.nullable(), mine: z.boolean() }).nullable(),
    assignee: nameShape.nullable(),
    category: z.string().nullable(),
    openedAt: moment,
    autoHiddenAt: moment.nullable(),
    publishAt: moment.nullable(),
    decidedAt: moment.nullable(),
    decisionId: id.nullable(),
    version: z.int(),
  })
  .meta({ id: 'ReviewItem' })

const named = (person: { handle: string | null; name: string | null } | null) => ({
  handle: person?.handle ?? null,
  displayName: person?.name ?? null,
})

const formed = (row: QueueRow): z.input<typeof itemShape> => ({
  id: row.id,
  kind: row.kind,
  priority: row.priority,
  reasons: row.reasons,
  state: row.state,
  outcome: row.outcome,
  topicId: row.topic?.id ?? null,
  title: row.topic?.title ?? null,
  board: row.board,
  postId: row.postId,
  excerpt: row.excerpt,
  author: row.author && named(row.author),
  clauses: row.clauses,
  claim: row.claim && {
    by: named(row.claim.by),
    until: isoOrNull(row.claim.until),
    mine: row.claim.mine,
  },
  assignee: row.assignee && named(row.assignee),
  category: row.category,
  openedAt: iso(row.openedAt),
  autoHiddenAt: isoOrNull(row.autoHiddenAt),
  publishAt: isoOrNull(row.publishAt),
  decidedAt: isoOrNull(row.decidedAt),
  decisionId: row.decisionId,
  version: row.version,
})

type Ref = { itemId: string }
const one = async (ctx: Ctx, { itemId }: Ref) =>
  formed(await reviewItem(ctx, { itemId: itemId as ReviewItemId }))

const decisionShape = z
  .strictObject({ itemId: id, decisionId: id, action: z.string() })
  .meta({ id: 'Decision' })
const suggestionShape = z.strictObject({ id }).meta({ id: 'Suggestion' })

/** Reports, suggested edits, and the one queue behind them. */
export const reviewEndpoints = [
  verb(
    'POST /posts/{postId}/flags',
    { input: input.flagInput, shape: flagShape, statuses: [201] },
    async (ctx, wanted) => {
      const { flagId, changed } = await flagPost(ctx, wanted)
      return created({ id: flagId, changed })
    },
  ),
  verb(
    'POST /members/{handle}/flags',
    { input: input.memberFlagInput, shape: flagShape, statuses: [201] },
    async (ctx, wanted) => {
      const { flagId, changed } = await flagMember(ctx, wanted)
      return created({ id: flagId, changed })
    },
  ),
  verb(
    'POST /posts/{postId}/author-notes',
    { input: input.authorNoteInput, statuses: [204] },
    async (ctx, wanted) => {
      await noteAuthor(ctx, wanted)
      return done()
    },
  ),
  view('GET /flags', { input: z.object({}), shape: ownFlagsShape }, async (ctx) => {
    const { record, reports } = await ownReports(ctx)
    return {
      record,
      items: reports.map(({ topicTitle: _, cited: __, ...report }) => ({
        ...report,
        at: iso(report.at),
        judgedAt: isoOrNull(report.judgedAt),
      })),
      next: null,
    }
  }),
  verb('DELETE /flags/{flagId}', { input: input.flagRef, statuses: [204] }, async (ctx, ref) => {
    await withdrawFlag(ctx, ref)
    return done()
  }),
  verb(
    'POST /posts/{postId}/suggestions',
    { input: input.suggestionInput, shape: suggestionShape, statuses: [201] },
    async (ctx, wanted) => created({ id: (await proposeEdit(ctx, wanted)).suggestionId }),
  ),
  verb(
    'DELETE /suggestions/{suggestionId}',
    { input: input.suggestionRef, statuses: [204] },
    async (ctx, ref) => {
      await withdrawSuggestion(ctx, ref)
      return done()
    },
  ),
  view('GET /review', { input: input.queueInput, shape: listOf(itemShape) }, async (ctx, query) => {
    const { rows, next } = await reviewQueue(ctx, query)
    return { items: rows.map(formed), next }
  }),
  verb('PUT /review/wishes', { input: input.wishesInput, statuses: [204] }, async (ctx, wanted) => {
    await chooseWishes(ctx, wanted)
    return done()
  }),
  view('GET /review/{itemId}', { input: input.itemRef, shape: itemShape }, one),
  verb(
    'PUT /review/{itemId}/claim',
    { input: input.itemRef, shape: itemShape, statuses: [200] },
    async (ctx, ref) => {
      await claimItem(ctx, ref)
      return ok(await one(ctx, ref))
    },
  ),
  verb('DELETE /review/{itemId}/claim', { input: input.itemRef, statuses: [204] }, async (ctx, ref) => {
    await releaseItem(ctx, ref)
    return done()
  }),
  verb(
    'POST /review/{itemId}/decision',
    { input: input.decisionInput, shape: decisionShape, statuses: [200] },
    async (ctx, wanted) => ok(await decideItem(ctx, wanted)),
  ),
  verb(
    'DELETE /review/decisions/{decisionId}',
    { input: input.decisionRef, statuses: [204] },
    async (ctx, ref) => {
      await undoDecision(ctx, ref)
      return done()
    },
  ),
  verb(
    'POST /review/{itemId}/notes',
    { input: input.itemNoteInput, statuses: [204] },
    async (ctx, wanted) => {
      await noteOnItem(ctx, wanted)
      return done()
    },
  ),
  verb(
    'PUT /review/{itemId}/tending',
    { input: input.tendingInput, statuses: [204] },
    async (ctx, wanted) => {
      await tendItem(ctx, wanted)
      return done()
    },
  ),
]
