import { type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { acceptances, type TermsAudience, termsVersions } from '#db/schema/terms.ts'
import type { TermsAhead, TermsRef } from '#server/core/actor.ts'
import type { TermsDocument } from './documents.ts'

/** A must-accept version that a member has not accepted, nor a later one of its document; moments are ISO text. */
export type Owed = {
  document: TermsDocument
  version: number
  /** The newest version in force of that document, which is the one to accept; null while none is. */
  inForce: number | null
  /** The newest version of it that was accepted, 0 for none. */
  accepted: number
  audience: TermsAudience
  effectiveAt: string
  locksAt: string
  changes: number
}

/** A date, or the place of one in a prepared query. */
type Moment = Date | Placeholder

const accepted = (memberId: SQLWrapper, document: SQLWrapper) =>
  sql`coalesce((select max(a.version) from ${acceptances} a where a.member_id = ${memberId} and a.document = ${document}), 0)`

/** Must be accepted, in English as the one row of each version, and was not overtaken before it took effect. */
const binding = sql`v.must_accept and v.locale = 'en' and not exists (
  select 1 from ${termsVersions} later
  where later.document = v.document and later.locale = 'en' and later.version > v.version
    and later.effective_at < v.effective_at)`

/** What a member owes, announced versions included, as a scalar for the select that loads an actor. */
export const owedVersions = (memberId: SQLWrapper, now: Moment): SQL<Owed[]> => sql<Owed[]>`coalesce((
  select json_agg(json_build_object(
    'document', v.document, 'version', v.version, 'audience', v.audience, 'changes', v.changes,
    'accepted', ${accepted(memberId, sql`v.document`)},
    'effectiveAt', v.effective_at, 'locksAt', v.locks_at,
    'inForce', (select max(n.version) from ${termsVersions} n
      where n.document = v.document and n.effective_at <= ${moment(now)})) order by v.locks_at, v.document, v.version)
  from ${termsVersions} v
  where ${binding} and v.version > ${accepted(memberId, sql`v.document`)}), '[]'::json)`

/**
 * Whether the roles of a member are asleep for want of accepting (TERMS-10), for those who look for staff among members
 * instead of asking an actor.
 */
export const rolesAsleep = (member: { id: SQLWrapper; joinedAt: SQLWrapper }, now: Date): SQL<boolean> =>
  sql<boolean>`exists (
    select 1 from ${termsVersions} v
    where ${binding} and v.audience = 'staff' and v.effective_at <= ${moment(now)}
      and (v.locks_at <= ${moment(now)} or ${member.joinedAt} >= v.effective_at)
      and v.version > ${accepted(member.id, sql`v.document`)})`

/** Whether somebody accepted neither this version of a document nor a later one (TERMS-06). */
export const notAccepted = (
  memberId: SQLWrapper,
  { document, version }: { document: string; version: number },
): SQL<boolean> =>
  sql<boolean>`not exists (
    select 1 from ${acceptances} a
    where a.member_id = ${memberId} and a.document = ${document} and a.version >= ${version})`

const moment = (at: Moment) => sql`${at instanceof Date ? at.toISOString() : at}::timestamptz`

type At = { now: Date; joinedAt: Date }
export type Standing = { due: TermsRef | null; staffDue: TermsRef | null; ahead: TermsAhead | null }

/**
 * What is owed, at a moment: the text that writing waits for, the one that staff roles wait for, and the next one to come.
 * A grace period is for those who were here when the version took effect (TERMS-04). Pure.
 */
export function standingOf(owed: readonly Owed[], at: At): Standing {
  const dueFor = (audience: TermsAudience): TermsRef | null => {
    const one = owed.find((candidate) => candidate.audience === audience && isLocked(candidate, at))
    return one ? { document: one.document, version: versionToAccept(one, at) } : null
  }
  const coming = owed.filter((one) => !isLocked(one, at))
  const next = coming.find(({ audience }) => audience === 'members') ?? coming[0]
  return {
    due: dueFor('members'),
    staffDue: dueFor('staff'),
    ahead: next
      ? {
          document: next.document,
          version: versionToAccept(next, at),
          audience: next.audience,
          from: new Date(next.locksAt),
          changes: next.changes,
        }
      : null,
  }
}

/** Whether what it binds waits for it now: its grace period is over, or was never granted. */
export function isLocked({ effectiveAt, locksAt }: Owed, { now, joinedAt }: At): boolean {
  const from = new Date(effectiveAt)
  return from <= now && (new Date(locksAt) <= now || joinedAt >= from)
}

/** Accepting the newest in force settles what is due; what is announced is accepted itself. */
export const versionToAccept = (owed: Owed, at: At) =>
  isLocked(owed, at) ? (owed.inForce ?? owed.version) : Math.max(owed.version, owed.inForce ?? 0)
