import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import {
  activateLadder,
  discardDraft,
  draftScore,
  dropStep,
  ladderDesk,
  ladderSimulation,
  measureList,
} from '#server/reputation/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Banner } from '#app/components/ui/feedback.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb, Pager, Tabs } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-standing.ts'

const ladders = ['contributors', 'readers'] as const
const ladderOf = (url: URL) =>
  ladders.find((each) => each === url.searchParams.get('ladder')) ?? 'contributors'

export const loader = page(async ({ ctx, url }) => {
  const ladder = ladderOf(url)
  const desk = await ladderDesk(ctx, { ladder })
  const cursor = url.searchParams.get('cursor')
  const simulation = desk.draft === null ? null : await ladderSimulation(ctx, { ladder, cursor })
  const titles = Object.fromEntries(measureList(ctx).map(({ name, title }) => [name, title]))
  return { ladder, desk, simulation, titles }
})

type Weighed = Record<string, string> & { ladder: (typeof ladders)[number] }

/** Fields are named `quality.SOL` and `volume.PO`. */
const weigh = (ctx: Ctx, { ladder, ...fields }: Weighed) => {
  const of = (part: string) =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([name, weight]) => {
        const [group, measure] = name.split('.')
        return group === part && measure ? [[measure, weight]] : []
      }),
    )
  return draftScore(ctx, { ladder, score: { quality: of('quality'), volume: of('volume') } })
}

export const action = act<unknown>(
  { POST: activateLadder, PUT: dropStep, PATCH: weigh, DELETE: discardDraft },
  ({ url }) => paths.adminRanks({ ladder: ladderOf(url) }),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'rank.admin')

/** /admin/ranks: the steps of a ladder, its draft, who would move, and every version there was. */
export default function AdminRanks() {
  const t = useWords()
  const { ladder, desk } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('rank.admin') }]} />
      <PageHead title={t('rank.admin')} lead={t('rank.admin.lead')}>
        <ButtonLink to={paths.ranks()}>{t('rank.admin.public')}</ButtonLink>
      </PageHead>
      <Tabs
        label={t('rank.admin')}
        tabs={ladders.map((each) => ({
          label: t(`rank.ladder.${each}`),
          href: paths.adminRanks({ ladder: each }),
          current: each === ladder,
        }))}
      />
      <ErrorSummary errors={summary} />
      <Draft />
      <DataTable
        caption={t(desk.draft === null ? 'rank.admin.active' : 'rank.admin.draft', {
          version: desk.draft ?? desk.active,
        })}
        rows={desk.steps.map((step, index) => ({ ...step, place: index + 1 }))}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'step',
            label: t('rank.step'),
            heading: true,
            cell: ({ name, place }) => (
              <Link to={paths.adminRankStep(ladder, place)}>{`${place}. ${name}`}</Link>
            ),
          },
          { key: 'formula', label: t('rank.formula'), cell: ({ formula }) => <code>{formula}</code> },
          {
            key: 'drop',
            label: t('rank.admin.drop'),
            cell: ({ place, name }) => (
              <Form method="post">
                <input type="hidden" name="_method" value="PUT" />
                <input type="hidden" name="ladder" value={ladder} />
                <input type="hidden" name="place" value={place} />
                <Button tone="quiet" aria-label={t('rank.admin.drop.step', { step: name })}>
                  {t('rank.admin.drop')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <p>
        <ButtonLink to={paths.adminRankStep(ladder, 0)}>{t('rank.admin.add')}</ButtonLink>
      </p>
      <Score />
      <DataTable
        caption={t('rank.admin.versions')}
        rows={desk.versions}
        rowKey={({ version }) => version}
        columns={[
          {
            key: 'version',
            label: t('rank.admin.version'),
            heading: true,
            cell: ({ version }) => version,
          },
          {
            key: 'from',
            label: t('rank.admin.from'),
            cell: ({ activatedAt, draftedAt }) =>
              activatedAt ? (
                <TimeStamp at={activatedAt} exact />
              ) : (
                t(draftedAt ? 'rank.admin.waiting' : 'rank.admin.shipped')
              ),
          },
          {
            key: 'to',
            label: t('rank.admin.to'),
            cell: ({ retiredAt }) => (retiredAt ? <TimeStamp at={retiredAt} exact /> : '–'),
          },
        ]}
      />
    </div>
  )
}

/** What one of each thing is worth: quality, and volume, of which at most half is counted. */
function Score() {
  const t = useWords()
  const { ladder, desk, titles } = useLoaderData<typeof loader>()
  return (
    <section className="stack" aria-labelledby="score">
      <h2 id="score">{t('rank.admin.score')}</h2>
      <p className="muted">{t('rank.admin.score.lead')}</p>
      <Form method="post" className="stack gap-3" key={`${ladder}${desk.draft ?? 0}`}>
        <input type="hidden" name="_method" value="PATCH" />
        <input type="hidden" name="ladder" value={ladder} />
        {(['quality', 'volume'] as const).map((part) => (
          <fieldset key={part} className="field-group">
            <legend>{t(`rank.admin.score.${part}`)}</legend>
            <div className="rule-row">
              {Object.entries(desk.score[part]).map(([measure, weight]) => (
                <TextField
                  key={measure}
                  name={`${part}.${measure}`}
                  label={titles[measure] ?? measure}
                  defaultValue={String(weight)}
                  inputMode="numeric"
                  width="short"
                />
              ))}
            </div>
          </fieldset>
        ))}
        <div className="button-row">
          <Button>{t('rank.admin.save')}</Button>
        </div>
      </Form>
    </section>
  )
}

/** What the draft would do to everybody, and the two ways to end it. */
function Draft() {
  const t = useWords()
  const { ladder, simulation } = useLoaderData<typeof loader>()
  if (!simulation) return null
  const { up, down, members, steps, movers, next } = simulation
  return (
    <section className="stack" aria-labelledby="simulation">
      <h2 id="simulation">{t('rank.simulation')}</h2>
      <Banner tone="escal">{t('rank.simulation.sum', { up, down, members })}</Banner>
      <div className="cluster">
        <Form method="post">
          <input type="hidden" name="ladder" value={ladder} />
          <Button tone="primary">{t('rank.admin.activate', { count: up + down })}</Button>
        </Form>
        <Form method="post">
          <input type="hidden" name="_method" value="DELETE" />
          <input type="hidden" name="ladder" value={ladder} />
          <Button>{t('rank.admin.discard')}</Button>
        </Form>
      </div>
      <DataTable
        caption={t('rank.simulation.steps')}
        rows={steps}
        rowKey={({ key }) => key}
        columns={[
          { key: 'step', label: t('rank.step'), heading: true, cell: ({ name }) => name },
          { key: 'now', label: t('rank.simulation.now'), numeric: true, cell: ({ before }) => before ?? '–' },
          { key: 'then', label: t('rank.simulation.then'), numeric: true, cell: ({ after }) => after },
        ]}
      />
      {movers.length > 0 && (
        <DataTable
          caption={t('rank.simulation.movers')}
          rows={movers}
          rowKey={({ memberId }) => memberId}
          columns={[
            {
              key: 'member',
              label: t('badge.member'),
              heading: true,
              cell: ({ handle, displayName }) => <Link to={paths.member(handle)}>{displayName}</Link>,
            },
            { key: 'from', label: t('rank.simulation.now'), cell: ({ from }) => from ?? '–' },
            { key: 'to', label: t('rank.simulation.then'), cell: ({ to }) => to ?? '–' },
            {
              key: 'way',
              label: t('rank.simulation.way'),
              cell: ({ up: rises }) => t(rises ? 'rank.simulation.up' : 'rank.simulation.down'),
            },
          ]}
        />
      )}
      <Pager older={next === null ? null : paths.adminRanks({ ladder, cursor: next })} />
    </section>
  )
}
