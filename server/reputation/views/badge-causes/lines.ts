import { type SQL, sql } from 'drizzle-orm'
import type { CauseKind, CauseOf } from '../../badge-causes.ts'
import type { Scope } from '../own-posts.ts'

/** A badge as a statement needs it: what it is called and the numbers of its rule. */
export type Wanted<Kind extends CauseKind> = { key: string; once: boolean; cause: CauseOf<Kind> }

export type Asked = {
  scope: Scope
  now: Date
  /** Reputation a day can bring at most; 0 without a limit. */
  dailyCap: number
}

/**
 * Who has what for what, as a statement that answers `badge, once, member_id, subject, post_id, at` for every badge of
 * its kind at once. It may read `own`, what the members in scope wrote in the open.
 */
export type Statement<Kind extends CauseKind> = (wanted: readonly Wanted<Kind>[], asked: Asked) => SQL

/** The badges with their numbers as rows `b(badge, once, …)`, named as the rule names them. */
export function lines<Kind extends CauseKind>(
  wanted: readonly Wanted<Kind>[],
  numbers: readonly (keyof CauseOf<Kind> & string)[] = [],
): SQL {
  const names = ['badge', 'once', ...numbers].map((name) => `"${name}"`).join(', ')
  const rows = wanted.map(({ key, once, cause }) => {
    const figures = numbers.map((name) => sql.raw(String(Math.trunc(Number(cause[name])))))
    return sql`(${sql.join([sql`${key}::text`, sql.raw(String(once)), ...figures], sql`, `)})`
  })
  return sql`(values ${sql.join(rows, sql`, `)}) as b(${sql.raw(names)})`
}

/** The moment of the so-manieth of `at`, by which a count was complete. */
export const nth = (count: SQL) => sql`(array_agg(at order by at))[${count}]`
