import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { ownReports, withdrawFlag } from '#server/moderation/index.ts'
import { Cited } from '#app/components/terms/cited.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-moderation.ts'

export const loader = page(({ ctx }) => ownReports(ctx))

export const action = act<void>({ DELETE: withdrawFlag }, () => paths.reports())

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'reports.title')

/** /reports: what one has reported and suggested, what came of it and why, and how often one was right. */
export default function Reports() {
  const t = useWords()
  const { record, reports, edits, words } = useLoaderData<typeof loader>()
  return (
    <div className="stack column">
      <PageHead title={t('reports.title')} lead={t('reports.lead')} />
      <p>{t('reports.record', record)}</p>
      {reports.length === 0 && <EmptyState kind="first" title={t('reports.none')} />}
      <ul className="stack inbox">
        {reports.map((report) => {
          const outcome = `reports.outcome.${report.outcome ?? 'none'}`
          return (
            <li key={report.id} className="stack gap-2">
              <p>
                <Cited clause={report.cited} otherwise={t('flag.other')} /> ·{' '}
                {report.topicId && (
                  <Link to={paths.topicNumber(report.topicId)} dir="auto">
                    {report.person ?? report.topicTitle}
                  </Link>
                )}{' '}
                · <TimeStamp at={report.at} />
              </p>
              {report.note && <p dir="auto">{report.note}</p>}
              <p>
                {isWordKey(outcome) ? t(outcome) : t('reports.outcome.other')}{' '}
                {report.reason && <span dir="auto">{report.reason}</span>}
              </p>
              {!report.judgedAt && (
                <form method="post">
                  <input type="hidden" name="_method" value="DELETE" />
                  <input type="hidden" name="flagId" value={report.id} />
                  <Button tone="quiet">{t('flag.withdraw')}</Button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
      {words.length > 0 && (
        <section className="stack gap-3">
          <h2>{t('reports.words')}</h2>
          <ul className="stack inbox">
            {words.map((word) => (
              <li key={word.id}>
                <b>{word.from}</b> ·{' '}
                <Link to={paths.topicNumber(word.topicId)} dir="auto">
                  {word.topicTitle}
                </Link>{' '}
                · <TimeStamp at={word.at} />
                <p dir="auto">{word.text}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {edits.length > 0 && (
        <section className="stack gap-3">
          <h2>{t('reports.edits')}</h2>
          <ul className="stack inbox">
            {edits.map((edit) => (
              <li key={edit.id}>
                <Link to={paths.topicNumber(edit.topicId)} dir="auto">
                  {edit.topicTitle}
                </Link>{' '}
                · {t(`reports.state.${edit.state}`)} · <TimeStamp at={edit.at} />
                {edit.reason && <p dir="auto">{edit.reason}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
