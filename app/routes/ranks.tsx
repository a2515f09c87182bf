import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { isMember } from '#server/core/actor.ts'
import { ladderList, measureList, memberStanding, type StandingOn } from '#server/reputation/index.ts'
import { RankLine } from '#app/components/standing/rank-line.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { numberText } from '#app/lib/format.ts'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(async ({ ctx }) => {
  const [ladders, own] = await Promise.all([
    ladderList(ctx),
    isMember(ctx.actor) ? memberStanding(ctx, ctx.actor) : null,
  ])
  return { ladders, own, measures: measureList(ctx) }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'rank.title')

type Ladder = ReturnType<typeof useLoaderData<typeof loader>>['ladders'][number]

/** /ranks: both ladders with their public formulas, where one stands oneself, and what is counted how. */
export default function Ranks() {
  const t = useWords()
  const { ladders, own, measures } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('rank.title')} lead={t('rank.lead')} />
      <p>
        <Link to={paths.rewardsHelp()}>{t('help.rewards.title')}</Link>
      </p>
      <section className="stack column">
        <p>{t('rank.for')}</p>
        <p>{t('rank.not')}</p>
        <p>{t('rank.fall')}</p>
      </section>
      {ladders.map((ladder) => (
        <section key={ladder.ladder} className="stack" aria-labelledby={`ladder-${ladder.ladder}`}>
          <h2 id={`ladder-${ladder.ladder}`}>{t(`rank.ladder.${ladder.ladder}`)}</h2>
          <Own standing={own?.[ladder.ladder] ?? null} />
          <Steps ladder={ladder} />
        </section>
      ))}
      <DataTable
        caption={t('rank.measures')}
        rows={measures}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', label: t('rank.measure'), heading: true, cell: ({ title }) => title },
          { key: 'term', label: t('rank.term'), cell: ({ name }) => <code>{name}</code> },
          {
            key: 'guard',
            label: t('rank.guard'),
            cell: ({ guard, counted }) => (counted ? (guard ?? '–') : t('rank.measure.later')),
          },
        ]}
      />
    </div>
  )
}

function Own({ standing }: { standing: StandingOn | null }) {
  return standing && <RankLine standing={standing} />
}

function Steps({ ladder }: { ladder: Ladder }) {
  const t = useWords()
  const { locale } = usePlace()
  return (
    <DataTable
      caption={t('rank.steps', { version: ladder.version })}
      rows={ladder.steps}
      rowKey={({ key }) => key}
      columns={[
        { key: 'step', label: t('rank.step'), heading: true, cell: ({ name }) => name },
        {
          key: 'asks',
          label: t('rank.asks'),
          cell: ({ conditions, formula, reachable }) => (
            <>
              {!reachable && <p className="muted">{t('rank.notReachable')}</p>}
              <ul className="plain-list">
                {conditions.map((condition) => (
                  <li key={condition}>{condition}</li>
                ))}
              </ul>
              <details>
                <summary className="small">{t('rank.formula')}</summary>
                <code>{formula}</code>
              </details>
            </>
          ),
        },
        {
          key: 'members',
          label: t('rank.members'),
          numeric: true,
          cell: ({ members }) => numberText(members, locale),
        },
      ]}
    />
  )
}
