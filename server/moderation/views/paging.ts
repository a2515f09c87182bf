import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import { Invalid } from '#server/core/errors.ts'

type Place = { at: Date; id: string }

/** The rows behind this place in a list that runs from new to old. */
export function beyond(
  cursor: string | null | undefined,
  of: { at: AnyColumn | SQL; id: AnyColumn | SQL },
): SQL | undefined {
  if (!cursor) return undefined
  const [, at = '', id = ''] =
    /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!id) throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
  return sql`(${of.at}, ${of.id}) < (${new Date(Number(at)).toISOString()}::timestamptz, ${id}::uuid)`
}

/** One page out of one row more than asked for, and where the next begins. */
export function pageOf<Row>(found: Row[], limit: number, place: (row: Row) => Place) {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const cursor = last && place(last)
  return {
    items,
    next:
      found.length > limit && cursor
        ? Buffer.from(`${cursor.at.getTime()}.${cursor.id}`).toString('base64url')
        : null,
  }
}
