import { and, arrayContains, asc, eq, gt, gte, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boards, members, topics } from '#db/schema/index.ts'
import { isStaff, isVolunteer } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { coverage } from '#server/crm/index.ts'
import { visibleTopics } from '#server/forum/index.ts'
import { unrepliedInput } from '../input.ts'

const scanned = 10

/**
 * Questions and discussions without a reply, oldest first, for staff (ESC-22). The filters stand in the address, so that
 * it reproduces the list. Coverage is asked through crm's door, row by row; `next` is where the next page begins.
 */
export async function unrepliedList(ctx: Ctx, input: z.input<typeof unrepliedInput> = {}) {
  permit(isStaff(ctx.actor) && !isVolunteer(ctx.actor), 'escalation.staffOnly')
  const wanted = parse(unrepliedInput, input)
  const items: (Awaited<ReturnType<typeof pageAfter>>[number] & { covered: boolean })[] = []
  let after = wanted.cursor ?? 0
  for (let page = 0; page < scanned; page++) {
    const found = await pageAfter(ctx, { wanted, after })
    for (const row of found) {
      after = row.id
      const covered = await isCovered(ctx, row)
      if (!wanted.coverage || (wanted.coverage === 'covered') === covered) items.push({ ...row, covered })
      if (items.length > wanted.limit) break
    }
    if (items.length > wanted.limit || found.length < wanted.limit) break
  }
  const shown = items.slice(0, wanted.limit)
  return { items: shown, next: items.length > wanted.limit ? (shown.at(-1)?.id ?? null) : null }
}

type Wanted = z.output<typeof unrepliedInput>

const pageAfter = (ctx: Ctx, { wanted, after }: { wanted: Wanted; after: number }) =>
  ctx.db
    .select({
      id: topics.id,
      kind: topics.kind,
      title: topics.title,
      slug: topics.slug,
      tags: topics.tagSlugs,
      language: topics.lang,
      createdAt: topics.createdAt,
      boardId: topics.boardId,
      board: boards.slug,
      boardTitle: boards.title,
      product: boards.productCode,
      authorId: topics.authorId,
      authorHandle: members.handle,
      authorName: sql<string | null>`coalesce(${members.displayName}, ${topics.authorName})`,
    })
    .from(topics)
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(members, eq(members.id, topics.authorId))
    .where(and(gt(topics.id, after as TopicId), unreplied, visibleTopics(ctx.actor), filters(wanted)))
    .orderBy(asc(topics.id))
    .limit(wanted.limit + 1)

const unreplied = and(
  sql`${topics.kind} in ('question', 'discussion')`,
  eq(topics.replyCount, 0),
  isNull(topics.solvedAt),
  isNull(topics.closedAt),
  isNull(topics.withdrawnAt),
  isNull(topics.hiddenAt),
)

const filters = (wanted: Wanted): SQL | undefined =>
  and(
    wanted.product ? eq(sql`lower(${boards.productCode})`, wanted.product.toLowerCase()) : undefined,
    wanted.board ? eq(boards.slug, wanted.board.toLowerCase()) : undefined,
    wanted.tag ? arrayContains(topics.tagSlugs, [wanted.tag.toLowerCase()]) : undefined,
    wanted.language ? eq(topics.lang, wanted.language) : undefined,
    wanted.from ? gte(topics.createdAt, new Date(`${wanted.from}T00:00:00Z`)) : undefined,
    wanted.to ? lt(topics.createdAt, new Date(Date.parse(`${wanted.to}T00:00:00Z`) + 86_400_000)) : undefined,
  )

async function isCovered(ctx: Ctx, { authorId, boardId }: Awaited<ReturnType<typeof pageAfter>>[number]) {
  return authorId ? (await coverage(ctx, { memberId: authorId, boardId, at: ctx.now })).covered : false
}
