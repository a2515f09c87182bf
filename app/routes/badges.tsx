import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { badgeList } from '#server/reputation/index.ts'
import { BadgeMark } from '#app/components/standing/badge-mark.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { numberText } from '#app/lib/format.ts'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(async ({ ctx }) => ({ badges: await badgeList(ctx) }))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'badge.title')

const families = ['help', 'craft', 'citizenship'] as const

/** /badges: the shelf in three families, each badge with its rule and how many hold it. */
export default function Badges() {
  const t = useWords()
  const { locale } = usePlace()
  const { badges } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('badge.title')} lead={t('badge.lead')} />
      <p>
        <Link to={paths.rewardsHelp()}>{t('help.rewards.title')}</Link>
      </p>
      {families.map((family) => (
        <section key={family} className="stack gap-3">
          <h2>{t(`badge.family.${family}`)}</h2>
          <p className="muted">{t(`badge.family.${family}.for`)}</p>
          <DataTable
            caption={t(`badge.family.${family}`)}
            captionHidden
            rows={badges.filter((badge) => badge.family === family)}
            rowKey={({ key }) => key}
            marked={({ own }) => own > 0}
            columns={[
              {
                key: 'badge',
                label: t('badge.badge'),
                heading: true,
                cell: (badge) => <BadgeMark badge={badge} times={badge.own} />,
              },
              { key: 'rule', label: t('badge.rule'), cell: ({ rule }) => rule },
              {
                key: 'holders',
                label: t('badge.holders'),
                numeric: true,
                cell: ({ holders }) => numberText(holders, locale),
              },
            ]}
          />
        </section>
      ))}
    </div>
  )
}
