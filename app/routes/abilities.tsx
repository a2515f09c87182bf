import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { type AbilityShown, abilityList } from '#server/reputation/index.ts'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { numberText } from '#app/lib/format.ts'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(({ ctx }) => abilityList(ctx))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'ability.title')

/** /abilities: what reputation opens here, and how far the reader is. */
export default function Abilities() {
  const t = useWords()
  const { locale } = usePlace()
  const list = useLoaderData<typeof loader>()
  const signedIn = list.some(({ own }) => own !== null)
  return (
    <div className="stack column">
      <PageHead title={t('ability.title')} lead={t('ability.lead')} />
      <p>
        <Link to={paths.rewardsHelp()}>{t('help.rewards.title')}</Link>
      </p>
      <DataTable
        caption={t('ability.table')}
        captionHidden
        rows={list}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'ability',
            label: t('ability.column.ability'),
            heading: true,
            cell: ({ key, awaited }) => (
              <>
                <Link to={paths.ability(key)}>{t(`ability.${key}.name`)}</Link>
                {awaited && <span className="small muted"> {t('ability.awaited.short')}</span>}
              </>
            ),
          },
          {
            key: 'threshold',
            label: t('ability.column.threshold'),
            numeric: true,
            cell: ({ threshold }) => numberText(threshold, locale),
          },
          ...(signedIn
            ? [
                {
                  key: 'you',
                  label: t('ability.column.you'),
                  cell: (ability: AbilityShown) => <Standing ability={ability} />,
                },
              ]
            : []),
        ]}
      />
      {!signedIn && (
        <p className="muted">
          <Link to={paths.signIn(paths.abilities())}>{t('ability.signIn')}</Link>
        </p>
      )}
      <p className="muted">{t('ability.role')}</p>
    </div>
  )
}

/** "open", or how much is missing. */
function Standing({ ability }: { ability: AbilityShown }) {
  const t = useWords()
  const { own, open, threshold } = ability
  if (own === null) return null
  if (own >= threshold) return <>{t('ability.open')}</>
  if (open) return <>{t('ability.openByRole')}</>
  return <span className="tabular">{t('ability.missing', { count: threshold - own })}</span>
}
