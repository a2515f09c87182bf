import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import type { ReputationHistory as History } from '#server/reputation/index.ts'
import { dayText, signedText } from '#app/lib/format.ts'
import { isWordKey, usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/feedback.tsx'

type Entry = History['items'][number]

/** The rows of a member's ledger: when, what for, where, and how much; whoever did it is not named. */
export function ReputationHistory({ history }: { history: History }) {
  const t = useWords()
  const place = usePlace()
  return (
    <DataTable
      caption={t('reputation.table')}
      captionHidden
      rows={history.items}
      rowKey={({ key }) => key}
      empty={<EmptyState kind="first" title={t('reputation.empty')} />}
      columns={[
        {
          key: 'day',
          label: t('reputation.column.day'),
          cell: ({ day }) => (
            <time dateTime={day}>{dayText(`${day}T00:00:00Z`, { ...place, timeZone: 'UTC' })}</time>
          ),
        },
        {
          key: 'reason',
          label: t('reputation.column.reason'),
          heading: true,
          cell: (entry) => <Reason entry={entry} />,
        },
        {
          key: 'topic',
          label: t('reputation.column.topic'),
          cell: ({ topic }) =>
            topic && (
              <Link
                to={topic.number === null ? paths.topic(topic) : paths.post(topic, topic.number)}
                dir="auto"
              >
                {topic.title}
              </Link>
            ),
        },
        {
          key: 'amount',
          label: t('reputation.column.amount'),
          numeric: true,
          cell: ({ amount }) => signedText(amount, place.locale),
        },
      ]}
    />
  )
}

/** What it was for, and why it was corrected or cut. */
function Reason({ entry: { reason, cause, amount, full } }: { entry: Entry }) {
  const t = useWords()
  const { locale } = usePlace()
  const why = `reputation.cause.${cause}`
  const cut = cause === null && amount !== full
  return (
    <>
      {t(`reputation.reason.${reason}`)}
      {isWordKey(why) && <span className="muted">: {t(why)}</span>}
      {cut && <span className="muted">: {t('reputation.cut', { full: signedText(full, locale) })}</span>}
    </>
  )
}
