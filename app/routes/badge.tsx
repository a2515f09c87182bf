import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { badgePage } from '#server/reputation/index.ts'
import { MemberLine } from '#app/components/member/member-line.tsx'
import { BadgeMark } from '#app/components/standing/badge-mark.tsx'
import { TermList } from '#app/components/standing/rank-line.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { KeyValue, PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb, Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titledBy } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(({ ctx, params, url }) =>
  badgePage(ctx, { key: params.key ?? '', cursor: url.searchParams.get('cursor') }),
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => titledBy(matches, data?.name)

/** /badges/:key: what it takes, what it is for and what not, how far one is, and who holds it. */
export default function Badge() {
  const t = useWords()
  const badge = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('badge.title'), href: paths.badges() }, { label: badge.name }]} />
      <PageHead title={badge.name} lead={badge.about || undefined}>
        <BadgeMark badge={badge} plain />
      </PageHead>
      <KeyValue
        pairs={[
          [t('badge.rule'), badge.rule],
          [t('badge.for'), badge.purpose],
          [t('badge.not'), badge.not],
          [t('badge.often'), t(`badge.repeats.${badge.repeats}`)],
        ]}
      />
      {badge.progress && (
        <section className="stack gap-2 column">
          <h2>{t('badge.progress')}</h2>
          <TermList terms={badge.progress} />
        </section>
      )}
      <DataTable
        caption={t('badge.holders')}
        rows={badge.holders}
        rowKey={({ memberId, subject }) => `${memberId}${subject}`}
        empty={<EmptyState kind="first" title={t('badge.holders.none')} />}
        columns={[
          {
            key: 'member',
            label: t('badge.member'),
            heading: true,
            cell: ({ handle, displayName, roles }) => (
              <MemberLine member={{ handle, name: displayName, staff: roles.length > 0, roles }} />
            ),
          },
          {
            key: 'at',
            label: t('badge.at'),
            cell: ({ awardedAt, givenFor }) => (
              <>
                <TimeStamp at={awardedAt} />
                {givenFor !== null && <> · {t('badge.given', { reason: givenFor })}</>}
              </>
            ),
          },
        ]}
      />
      <Pager older={badge.next === null ? null : paths.badge(badge.key, badge.next)} />
    </div>
  )
}
