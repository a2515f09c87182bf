import { and, eq, inArray } from 'drizzle-orm'
import { tags } from '#db/schema/forum.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { newId, type TagId } from '#server/core/ids.ts'

export type ImportedTag = { slug: string; excerpt: string; description: string }

/** Tags with their descriptions, as plain text. A tag that exists keeps its own words; empty ones are filled. */
export async function importTags(ctx: Ctx, { tags: brought }: { tags: ImportedTag[] }) {
  return change(ctx, async (tx) => {
    const { ids, created } = await ensureTags(
      tx,
      brought.map((tag) => tag.slug),
    )
    let described = 0
    for (const { slug, excerpt, description } of brought) {
      const id = ids.get(slug)
      if (!id || !(excerpt || description)) continue
      const filled = await tx.db
        .update(tags)
        .set({ excerpt, description })
        .where(and(eq(tags.id, id), eq(tags.excerpt, ''), eq(tags.description, '')))
        .returning({ id: tags.id })
      if (filled.length > 0 && !created.has(slug)) tx.tell({ type: 'tag.changed', tagId: id })
      described += filled.length
    }
    return { written: created.size, described }
  })
}

/** The ids of these tags, by slug, made where there are none. */
export async function ensureTags(tx: Tx, slugs: string[]) {
  const wanted = [...new Set(slugs)]
  const ids = new Map<string, TagId>()
  const created = new Set<string>()
  if (wanted.length === 0) return { ids, created }
  const found = await tx.db
    .select({ id: tags.id, slug: tags.slug })
    .from(tags)
    .where(inArray(tags.slug, wanted))
  for (const tag of found) ids.set(tag.slug, tag.id)
  const rows = wanted
    .filter((slug) => !ids.has(slug))
    .map((slug) => ({ id: newId<TagId>(), slug, createdAt: tx.now }))
  if (rows.length > 0) await tx.db.insert(tags).values(rows)
  for (const { id, slug } of rows) {
    ids.set(slug, id)
    created.add(slug)
    tx.tell({ type: 'tag.created', tagId: id })
  }
  return { ids, created }
}
