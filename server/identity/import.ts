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
    const known = await knownRefs<MemberId>(tx, { source, kind: 'user', externalIds: ids })
    const fresh = people.filter((person) => !known.has(person.externalId))
    const handleOf = await freeHandles(tx.db, fresh)
    const brought = fresh.map((person) => ({ person, id: newId<MemberId>() }))
    const rows = brought.map(({ person, id }) => ({
      id,
      handle: handleOf(person),
      displayName: person.displayName.slice(0, 80),
      ghostOf: `${source}:${person.externalId}`,
      // their history stands here already: whoever claims it is no newcomer
      vouchedAt: tx.now,
      joinedAt: person.joinedAt,
      lastSeenAt: person.lastSeenAt,
    }))
    if (rows.length > 0) await tx.db.insert(members).values(rows)
    const refs = brought.map(({ person, id }) => ({ externalId: person.externalId, ourId: id }))
    await rememberRefs(tx, { source, kind: 'user', ourKind: 'member', ids: refs })
    for (const { externalId, ourId } of refs) {
      known.set(externalId, ourId)
      tx.tell({ type: 'member.joined', memberId: ourId })
    }
    return { memberIds: known, written: rows.length }
  })
}

/** A handle for each: the name's slug, with the id from there when the slug is taken (decision 6). */
async function freeHandles(
  db: ReadDb,
  people: ImportedPerson[],
): Promise<(person: ImportedPerson) => string> {
  const wished = [...new Set(people.flatMap((person) => Object.values(wishesOf(person))))]
  const lower = sql<string>`lower(${members.handle})`
  const found =
    wished.length > 0 ? await db.select({ handle: lower }).from(members).where(inArray(lower, wished)) : []
  const taken = new Set(found.map((row) => row.handle))
  return (person) => {
    const { first, second } = wishesOf(person)
    const last = `${second.slice(0, longestHandle - 9)}-${newId().slice(-8)}`
    const free = !taken.has(first) ? first : !taken.has(second) ? second : last
    taken.add(free)
    return free
  }
}

function wishesOf({ displayName, externalId }: ImportedPerson) {
  const slug = handleSlug(displayName)
  const id = externalId.replace(/[^A-Za-z0-9]/g, '')
  return { first: slug, second: `${slug.slice(0, longestHandle - id.length - 1)}-${id}` }
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
  return slug.length >= 2 ? slug : 'member'
}
