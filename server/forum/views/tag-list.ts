import { and, desc, eq, gt, ilike, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { tags, watches } from '#db/schema/index.ts'
import { able, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { paging, tagRef } from '../input.ts'
import { readCursor, writeCursor } from './parts.ts'

const tagFilter = z.object({ q: z.string().trim().max(60).nullish(), ...paging })

const escaped = (text: string) => text.replace(/[\\%_]/g, (char) => `\\${char}`)

/** Tags by how many topics they have; with `q` those whose name holds it. */
export async function tagList(ctx: Ctx, input: z.input<typeof tagFilter> = {}) {
  const filter = parse(tagFilter, input)
  const cursor = readCursor(filter.cursor)
  const found = await ctx.db
    .select({ id: tags.id, slug: tags.slug, excerpt: tags.excerpt, topicCount: tags.topicCount })
    .from(tags)
    .where(
      and(
        isNull(tags.synonymOf),
        filter.q
          ? ilike(tags.slug, `%${escaped(filter.q.toLowerCase())}%`)
          : or(gt(tags.topicCount, 0), sql`${tags.excerpt} <> ''`),
        cursor
          ? or(
              sql`${tags.topicCount} < ${cursor.id}`,
              and(eq(tags.topicCount, cursor.id), gt(tags.slug, String(cursor.at))),
            )
          : undefined,
      ),
    )
    .orderBy(desc(tags.topicCount), tags.slug)
    .limit(filter.limit + 1)
  const items = found.slice(0, filter.limit)
  const last = items.at(-1)
  return {
    items,
    next: found.length > filter.limit && last ? writeCursor({ at: last.slug, id: last.topicCount }) : null,
  }
}

const master = alias(tags, 'master')

/** A tag's sign; a synonym names its master, to which the page sends on. */
export async function tagPage(ctx: Ctx, input: z.input<typeof tagRef>) {
  const ref = parse(tagRef, input)
  const own = memberIdOf(ctx.actor)
  const [tag] = await ctx.db
    .select({
      id: tags.id,
      slug: tags.slug,
      excerpt: tags.excerpt,
      description: tags.description,
      topicCount: tags.topicCount,
      synonymOf: master.slug,
      level: own ? watches.level : sql<null>`null`,
      synonyms: sql<
        string[]
      >`(select coalesce(array_agg(s.slug order by s.slug), '{}') from tags as s where s.synonym_of = ${tags.id})`,
    })
    .from(tags)
    .leftJoin(master, eq(master.id, tags.synonymOf))
    .leftJoin(
      watches,
      own
        ? and(
            eq(watches.memberId, own),
            eq(watches.subjectKind, 'tag'),
            eq(watches.subjectId, sql`${tags.id}::text`),
          )
        : sql`false`,
    )
    .where(eq(tags.slug, ref.tag))
  if (!tag) throw new NotFound('tag')
  return { ...tag, can: { follow: own !== null, keep: able(ctx.actor, 'tagSynonyms') } }
}
