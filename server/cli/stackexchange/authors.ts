import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { type ImportedPerson, importGhosts } from '#server/identity/index.ts'
import { batches, type Row, rowsOf } from './dump.ts'
import { type FileReport, skip } from './report.ts'
import { idOf, momentOf } from './rows.ts'

/** The id of Stack Exchange's own account, Community: the system, not a person (decision 6). */
const systemUser = '-1'

export type Author = { authorId: MemberId | null; authorName: string | null }
export type Authors = { of(userId: string | undefined, name: string | undefined): Author }

/**
 * Users.xml as ghosts. `of` answers who wrote something: a member, or a stored name where the account is gone, is the
 * system's or is missing from the dump.
 */
export async function bringAuthors(
  ctx: Ctx,
  place: { folder: string; source: string; file: FileReport },
): Promise<Authors> {
  const { folder, source, file } = place
  const memberIds = new Map<string, MemberId>()
  let systemName: string | null = null
  for await (const rows of batches(rowsOf(folder, 'Users'), 1000)) {
    const people: ImportedPerson[] = []
    for (const row of rows) {
      file.read++
      const person = row && readPerson(row)
      if (row?.Id === systemUser) systemName = row.DisplayName ?? null
      if (!row) skip(file, 'unreadable')
      else if (row.Id === systemUser) skip(file, 'systemUser')
      else if (!idOf(row.Id)) skip(file, 'noId')
      else if (!person) skip(file, 'noDate')
      else people.push(person)
    }
    const brought = await importGhosts(ctx, { source, people })
    for (const [externalId, memberId] of brought.memberIds) memberIds.set(externalId, memberId)
    file.written += brought.written
    file.known += people.length - brought.written
  }
  return {
    of(userId, name) {
      if (userId === undefined) return { authorId: null, authorName: name ?? null }
      if (userId === systemUser) return { authorId: null, authorName: name ?? systemName }
      const authorId = memberIds.get(userId) ?? null
      return { authorId, authorName: authorId ? null : (name ?? `user${userId}`) }
    },
  }
}

function readPerson(row: Row): ImportedPerson | null {
  const externalId = idOf(row.Id)
  const joinedAt = momentOf(row.CreationDate)
  if (!externalId || !joinedAt) return null
  const displayName = row.DisplayName?.trim() || `user${externalId}`
  return { externalId, displayName, joinedAt, lastSeenAt: momentOf(row.LastAccessDate) }
}
