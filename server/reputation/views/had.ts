import { type SQL, sql } from 'drizzle-orm'
import type { Cause, CauseKind, CauseOf } from '../badge-causes.ts'
import type { Badge } from '../shelf.ts'
import * as ofDeeds from './badge-causes/of-deeds.ts'
import * as ofMembers from './badge-causes/of-members.ts'
import * as ofPosts from './badge-causes/of-posts.ts'
import type { Asked, Statement } from './badge-causes/lines.ts'
import { ownPosts } from './own-posts.ts'

/** Kinds whose causes are read from the truth; what was given by hand stays until it is taken. */
type Derived = Exclude<CauseKind, 'hand'>

const statements: { readonly [Kind in Derived]: Statement<Kind> } = { ...ofPosts, ...ofMembers, ...ofDeeds }

/** What a statement of a kind needs: one that wants what was written comes with `own`. */
const wantsOwn = new Set<CauseKind>([...Object.keys(ofPosts), 'sport'] as CauseKind[])

/**
 * Who has these badges by the truth of this moment, of one kind at a time: `badge, member_id, subject, post_id, at`. What
 * can be had once is had for its earliest cause.
 */
export function hadBy<Kind extends Derived>(kind: Kind, shelf: readonly Badge[], asked: Asked): SQL {
  const wanted = shelf.flatMap(({ key, repeats, cause }) =>
    isOf(kind, cause) ? [{ key, once: repeats === 'once', cause }] : [],
  )
  const statement: Statement<Kind> = statements[kind]
  return sql`
    ${wantsOwn.has(kind) ? sql`${ownPosts(asked.scope)},` : sql``} causes(badge, once, member_id, subject, post_id, at) as (${statement(wanted, asked)}),
    had as (select distinct on (badge, member_id, case when once then '' else subject end)
        badge, member_id, case when once then '' else subject end as subject, post_id, at
      from causes where member_id is not null
      order by badge, member_id, case when once then '' else subject end, at, subject)`
}

const isOf = <Kind extends CauseKind>(kind: Kind, cause: Cause): cause is CauseOf<Kind> => cause.by === kind

export const derivedKinds = Object.keys(statements) as Derived[]
