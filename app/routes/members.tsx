import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { memberDirectory } from '#server/identity/index.ts'
import { Avatar } from '#app/components/member/avatar.tsx'
import { MemberLine } from '#app/components/member/member-line.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { SearchField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Pager } from '#app/components/ui/navigation.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, url }) => {
  const q = url.searchParams.get('q') ?? ''
  return { q, list: await memberDirectory(ctx, { q, cursor: url.searchParams.get('cursor'), limit: 60 }) }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'members.title')

export default function Members() {
  const t = useWords()
  const { q, list } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('members.title')} />
      <SearchField action={paths.members()} label={t('members.find')} defaultValue={q} />
      {list.items.length === 0 ? (
        <EmptyState kind="no-match" title={t('members.noMatch')} />
      ) : (
        <ul className="auto-grid" aria-label={t('members.title')}>
          {list.items.map((member) => (
            <li key={member.memberId} className="cluster">
              <Avatar name={member.displayName} staff={member.roles.length > 0} />
              <span>
                <MemberLine
                  member={{
                    handle: member.handle,
                    name: member.displayName,
                    staff: member.roles.length > 0,
                    roles: member.roles,
                  }}
                />
                <br />
                <span className="small muted">{t('members.reputation', { count: member.reputation })}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Pager
        older={
          list.next === null
            ? null
            : `${paths.members()}?${new URLSearchParams({ ...(q ? { q } : {}), cursor: list.next }).toString()}`
        }
      />
    </div>
  )
}
