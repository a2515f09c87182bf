import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { input, topicList } from '#server/forum/index.ts'
import { searchInput, searchTopics } from '#server/search/index.ts'
import { view } from './endpoint.ts'
import { iso, personOf, topicRow } from './forming.ts'
import { listOf, moment, personShape } from './shapes.ts'

const hitShape = z
  .strictObject({
    id: z.int(),
    url: z.url(),
    kind: z.string(),
    state: z.enum(input.topicStates),
    flags: z.array(z.enum(input.topicFlags)),
    title: z.string(),
    board: z.string(),
    tags: z.array(z.string()),
    author: personShape.nullable(),
    score: z.int().nullable(),
    replyCount: z.int(),
    createdAt: moment,
    /** Pieces of the best post; `hit` marks the words asked for. */
    snippet: z.array(z.strictObject({ text: z.string(), hit: z.boolean() })),
    fromAccepted: z.boolean(),
  })
  .meta({ id: 'SearchHit' })

export const searchEndpoints = [
  view('GET /search', { input: searchInput, shape: listOf(hitShape) }, async (ctx, query) => {
    const { items, next } = await searchTopics(ctx, query)
    return {
      items: items.map(({ slug, board, author, createdAt, ...hit }) => ({
        ...hit,
        url: `${ctx.site}${paths.topic({ id: hit.id, slug, kind: hit.kind })}`,
        board: board.slug,
        author: personOf(author),
        createdAt: iso(createdAt),
      })),
      next,
    }
  }),
]

/** `topicFilter` with words to look for; with them the order is the search's, and so is the cursor. */
export const topicQuery = input.topicFilter.omit({ ids: true }).extend({ q: z.string().optional() })

/** Topics by filter, or by words within the filter: the same rows either way. */
export async function listedOrFound(ctx: Ctx, query: z.input<typeof topicQuery>) {
  const { q, cursor, limit, ...filter } = query
  if (!q?.trim()) {
    const { items, next } = await topicList(ctx, { ...filter, cursor, limit })
    return { items: items.map((row) => topicRow(row, ctx)), next }
  }
  const found = await searchTopics(ctx, { q: worded(q, filter), cursor, limit })
  const ids = found.items.map((hit) => hit.id)
  const { items } = await topicList(ctx, { ...filter, ids, limit: 100 })
  const rows = new Map(items.map((row) => [Number(row.id), topicRow(row, ctx)]))
  return { items: ids.flatMap((id) => rows.get(id) ?? []), next: found.next }
}

const searchable = [
  'open',
  'answered',
  'solved',
  'unsolved',
  'unanswered',
  'closed',
  'duplicate',
  'escalated',
]

/** The filter as operators, so that a page of hits is whole; what the search does not know is filtered afterwards. */
function worded(q: string, filter: Omit<z.input<typeof topicQuery>, 'q'>) {
  const state = filter.unanswered ? 'unanswered' : filter.state
  return [
    filter.board ? `board:${filter.board}` : '',
    filter.kind ? `kind:${filter.kind}` : '',
    typeof filter.tag === 'string' ? `tag:${filter.tag}` : '',
    filter.author ? `author:@${filter.author}` : '',
    state && searchable.includes(state) ? `is:${state}` : '',
    q,
  ]
    .filter(Boolean)
    .join(' ')
}
