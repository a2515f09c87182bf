import { inArray, sql } from 'drizzle-orm'
import { members } from '#db/schema/identity.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, ReadDb } from '#server/core/ctx.ts'
import { type MemberId, newId } from '#server/core/ids.ts'
import { knownRefs, rememberRefs } from '#server/core/import-refs.ts'

export type ImportedPerson = {
  externalId: string
  displayName: string
  joinedAt: Date
  lastSeenAt: Date | null
}

const longestHandle = 40

/**
 * Imported authors as ghosts (decision 6): they cannot sign in until their owner claims them, and owe no terms. At most
 * some thousand at a time. Answers the member of each, and how many are new; whom an earlier run brought stays as is.
 */
export async function importGhosts(
  ctx: Ctx,
  { source, people }: { source: string; people: ImportedPerson[] },
) {
  return change(ctx, async (tx) => {
    const ids = people.map((person) => person.externalId)
    const known = await knownRefs(tx, { source, kind: 'user', externalIds: ids })
    const fresh = people.filter((person) => !known.has(person.externalId))
    const handles = await freeHandles(tx.db, fresh)
    const rows = fresh.map((person, at) => ({
      id: newId<MemberId>(),
      handle: handles[at]!,
      displayName: person.displayName.slice(0, 80),
      ghostOf: `${source}:${person.externalId}`,
      joinedAt: person.joinedAt,
      lastSeenAt: person.lastSeenAt,
    }))
    if (rows.length > 0) await tx.db.insert(members).values(rows)
    const brought = rows.map((row, at) => ({ externalId: fresh[at]!.externalId, ourId: row.id }))
    await rememberRefs(tx, { source, kind: 'user', ourKind: 'member', ids: brought })
    for (const { id } of rows) tx.tell({ type: 'member.joined', memberId: id })
    const memberIds = new Map([...known, ...brought.map((ref) => [ref.externalId, ref.ourId] as const)])
    return { memberIds: memberIds as Map<string, MemberId>, written: rows.length }
  })
}

/** A handle for each: the name's slug, with the id from there when the slug is taken (decision 6). */
async function freeHandles(db: ReadDb, people: ImportedPerson[]): Promise<string[]> {
  const wishes = people.map((person) => {
    const slug = handleSlug(person.displayName)
    const id = person.externalId.replace(/[^A-Za-z0-9]/g, '')
    return [slug, `${slug.slice(0, longestHandle - id.length - 1)}-${id}`]
  })
  const wished = [...new Set(wishes.flat())]
  const found = wished.length
    ? await db
        .select({ handle: sql<string>`lower(${members.handle})` })
        .from(members)
        .where(inArray(sql`lower(${members.handle})`, wished))
    : []
  const taken = new Set(found.map((row) => row.handle))
  return wishes.map((ways, at) => {
    const free =
      ways.find((way) => !taken.has(way)) ??
      `${ways[1]!.slice(0, longestHandle - 9)}-${newId().slice(-8)}-${at}`.slice(0, longestHandle)
    taken.add(free)
    return free
  })
}

function handleSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longestHandle)
    .replace(/-+$/, '')
  return slug.length >= 2 ? slug : `${slug || 'member'}-${slug ? 'member' : 'x'}`.replace(/-x$/, '')
}
