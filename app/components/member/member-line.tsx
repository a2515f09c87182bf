import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Affiliation } from '#server/core/actor.ts'
import * as paths from '#server/core/paths.ts'
import { listText } from '#app/lib/format.ts'
import { isWordKey, usePlace, useWords } from '#app/lib/words.ts'
import { Icon } from '../ui/icon.tsx'
import { Avatar } from './avatar.tsx'

/** Someone who wrote, as forum views name them; null where nobody is known any more. */
export type Author = {
  /** Null when there is no profile to go to. */
  handle: string | null
  name: string
  /** Writes for the house: marked as official, with a square stop. */
  staff: boolean
  /** Whom they wrote for; the author cannot take it away (TERMS-11). */
  affiliation?: Affiliation | null
  /** The roles to name in the mark, where known. */
  roles?: readonly string[]
  /** The name of their rank, where ranks are shown. */
  rank?: string | null
  /** A title that was appointed; it looks different from a rank everywhere (REP-12). */
  title?: string | null
}

/** Name, official mark, rank: how a member is named everywhere. `avatar` puts the letters before it. */
export function MemberLine({
  member,
  avatar,
  children,
}: {
  member: Author | null
  avatar?: boolean
  children?: ReactNode
}) {
  return (
    <span className="member">
      {avatar && member && <Avatar name={member.name} staff={member.staff} size="small" />}
      <MemberName member={member} />
      <RoleMarks member={member} />
      <StandingMarks member={member} />
      {children}
    </span>
  )
}

/** Only the name, as a link where there is a profile. */
export function MemberName({ member }: { member: Pick<Author, 'handle' | 'name'> | null }) {
  const t = useWords()
  return member === null || member.handle === null ? (
    <span className="member-name">{member ? <bdi>{member.name}</bdi> : t('member.unknown')}</span>
  ) : (
    <Link className="member-name" to={paths.member(member.handle)} title={`@${member.handle}`}>
      <bdi>{member.name}</bdi>
    </Link>
  )
}

/** "Northline staff", "Partner · Acme", or on a profile "Official · Engineer": whoever writes for somebody is marked so. */
export function RoleMarks({ member }: { member: Pick<Author, 'staff' | 'roles' | 'affiliation'> | null }) {
  const t = useWords()
  const { locale } = usePlace()
  if (member?.affiliation && !member.roles?.length)
    return <AffiliationMark affiliation={member.affiliation} />
  if (!member?.staff) return null
  const roles = (member.roles ?? []).map((role) => {
    const key = `role.${role}`
    return isWordKey(key) ? t(key) : role
  })
  return (
    <span className="tag-mark" data-tone="petrol">
      <Icon name="staff" />
      {roles.length > 0 ? t('role.officially', { roles: listText(roles, locale) }) : t('role.official')}
    </span>
  )
}

/** Whom a post was written for, in words. */
function AffiliationMark({ affiliation: { kind, company } }: { affiliation: Affiliation }) {
  const t = useWords()
  return (
    <span className="tag-mark" data-tone={kind === 'employee' ? 'petrol' : 'line'}>
      {kind === 'employee' && <Icon name="staff" />}
      <bdi>{t(`affiliation.${kind}`, { company: company ?? 'none' })}</bdi>
    </span>
  )
}

/** The head of a profile: large letters, name, handle, and what stands beside them. */
export function ProfileHead({ member, children }: { member: Author; children?: ReactNode }) {
  return (
    <div className="profile-head">
      <Avatar name={member.name} staff={member.staff} size="large" />
      <div className="stack gap-1">
        <h1 className="written" tabIndex={-1}>
          <bdi>{member.name}</bdi>
        </h1>
        <div className="cluster">
          {member.handle !== null && <span className="member-handle">@{member.handle}</span>}
          <RoleMarks member={member} />
          <StandingMarks member={member} />
        </div>
        {children}
      </div>
    </div>
  )
}

/** The earned rank, and an appointed title with its own tone and word. */
function StandingMarks({ member }: { member: Pick<Author, 'rank' | 'title'> | null }) {
  const t = useWords()
  return (
    <>
      {member?.rank && (
        <span className="tag-mark" data-tone="line">
          {member.rank}
        </span>
      )}
      {member?.title && (
        <span className="tag-mark" data-tone="idea">
          {t('member.title', { title: member.title })}
        </span>
      )}
    </>
  )
}
