import { alias } from 'drizzle-orm/pg-core'
import { members, topics } from '#db/schema/index.ts'
import type { Affiliation } from '#server/core/actor.ts'
import { Invalid } from '#server/core/errors.ts'
import { flagsOf, stateOf } from '../policy.ts'

export const author = alias(members, 'author')
export const lastAuthor = alias(members, 'last_author')

/** Who wrote something, as pages show it; null where nobody is known. */
export type Person = {
  handle: string | null
  name: string
  /** Writes for the house, as `affiliation` says. */
  staff: boolean
  /** Whom they wrote it for, at the moment of writing (TERMS-11). */
  affiliation: Affiliation | null
} | null

export function personOf({ handle, name, stored, affiliation }: Named): Person {
  if (name !== null) return { handle, name, staff: affiliation?.kind === 'employee', affiliation }
  return stored === null ? null : { handle: null, name: stored, staff: false, affiliation: null }
}

type Named = {
  handle: string | null
  name: string | null
  stored: string | null
  affiliation: Affiliation | null
}

/** What every list says of a topic. */
export const rowColumns = {
  id: topics.id,
  kind: topics.kind,
  title: topics.title,
  slug: topics.slug,
  excerpt: topics.excerpt,
  tags: topics.tagSlugs,
  score: topics.score,
  countsHiddenUntil: topics.countsHiddenUntil,
  replyCount: topics.replyCount,
  postCount: topics.postCount,
  acceptedCount: topics.acceptedCount,
  views: topics.views,
  createdAt: topics.createdAt,
  activeAt: topics.activeAt,
  answeredAt: topics.answeredAt,
  solvedAt: topics.solvedAt,
  closedAt: topics.closedAt,
  closedReason: topics.closedReason,
  escalatedAt: topics.escalatedAt,
  hiddenAt: topics.hiddenAt,
  pinnedAt: topics.pinnedAt,
  staffReplied: topics.staffReplied,
  authorName: topics.authorName,
  authorAffiliation: topics.authorAffiliation,
  lastAuthorName: topics.lastAuthorName,
  lastAffiliation: topics.lastAffiliation,
}

type Standing = Parameters<typeof flagsOf>[0]

export const standing = (row: Standing) => ({ state: stateOf(row), flags: flagsOf(row) })

/** The place in a list after which the next page begins: the sorted value and the id, sealed against editing by shape. */
export type Cursor = { at: string | number; id: number }

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.at, cursor.id])).toString('base64url')

export function readCursor(text: string | null | undefined): Cursor | null {
  if (!text) return null
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if ((typeof at === 'string' || typeof at === 'number') && Number.isSafeInteger(id))
      return { at, id: id as number }
  } catch {
    // falls through to the one refusal below
  }
  throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
}

/** A moment of a cursor, or the refusal that a mended cursor deserves. */
export function momentOf(cursor: Cursor): Date {
  const at = new Date(cursor.at)
  if (Number.isNaN(at.getTime())) throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
  return at
}
