import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { voteIndependence } from '#server/forum/index.ts'
import { dismissFinding, findingList } from '#server/reputation/index.ts'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Pager, Tabs } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-standing.ts'

const states = ['open', 'dismissed'] as const

export const loader = page(async ({ ctx, url }) => {
  const state = states.find((each) => each === url.searchParams.get('state')) ?? 'open'
  const [found, independence] = await Promise.all([
    findingList(ctx, { state, cursor: url.searchParams.get('cursor') }),
    voteIndependence(ctx),
  ])
  return { state, independence, ...found }
})

export const action = act({ POST: dismissFinding })

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'irregularity.title')

/** Votes and acceptances that were no judgement of a post, as the nights found them; one press makes them count again. */
export default function ModVotes() {
  const t = useWords()
  const { state, items, next, independence } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  return (
    <div className="stack">
      <PageHead title={t('irregularity.title')} lead={t('irregularity.lead')} />
      {independence.votes > 0 && <p className="muted">{t('reputation.independence', independence)}</p>}
      <ErrorSummary errors={summary} />
      <Tabs
        label={t('irregularity.states')}
        tabs={states.map((each) => ({
          label: t(`irregularity.state.${each}`),
          href: paths.irregularVotes({ state: each === 'open' ? null : each }),
          current: each === state,
        }))}
      />
      <DataTable
        caption={t(`irregularity.state.${state}`)}
        captionHidden
        rows={items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState kind="cleared" title={t(`irregularity.none.${state}`)}>
            {t('irregularity.none.next')}
          </EmptyState>
        }
        columns={[
          {
            key: 'who',
            label: t('irregularity.who'),
            heading: true,
            cell: (row) => (
              <>
                <Link to={paths.member(row.giver.handle)}>{row.giver.name}</Link> →{' '}
                <Link to={paths.member(row.receiver.handle)}>{row.receiver.name}</Link>
              </>
            ),
          },
          {
            key: 'rule',
            label: t('irregularity.rule'),
            cell: (row) => {
              const key = `irregularity.rule.${row.rule}`
              return isWordKey(key) ? t(key, { count: row.count, ...row.evidence }) : row.rule
            },
          },
          { key: 'found', label: t('irregularity.found'), cell: (row) => <TimeStamp at={row.foundAt} /> },
          {
            key: 'state',
            label: t('irregularity.effect'),
            cell: (row) =>
              row.dismissedAt ? (
                t('irregularity.effect.dismissed')
              ) : (
                <Form method="post" className="button-row">
                  <span>
                    {t(row.reversedAt ? 'irregularity.effect.reversed' : 'irregularity.effect.listed')}
                  </span>
                  <input type="hidden" name="findingId" value={row.id} />
                  <Button
                    aria-label={t('irregularity.dismiss.of', {
                      giver: row.giver.name,
                      receiver: row.receiver.name,
                    })}
                  >
                    {t('irregularity.dismiss')}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      <Pager
        older={
          next === null
            ? null
            : paths.irregularVotes({ state: state === 'open' ? null : state, cursor: next })
        }
      />
    </div>
  )
}
