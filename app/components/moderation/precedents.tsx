import { Form, Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import type { ReviewItemPage } from '#server/moderation/index.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/field.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import '#app/lib/words-of-moderation.ts'

type Props = { item: ReviewItemPage; clauses: readonly { key: string; title: string }[] }

/** What was decided before under the same rule: the rules of the reports, or one that is chosen here (MOD-23). */
export function Precedents({ item, clauses }: Props) {
  const t = useWords()
  const { under, decisions } = item.precedents
  const said = (key: string, otherwise: string) => (isWordKey(key) ? t(key) : otherwise)
  return (
    <section className="stack gap-3" aria-labelledby="precedents-title">
      <h3 id="precedents-title">{t('mod.precedents')}</h3>
      <Form method="get" className="cluster">
        <Select
          id="precedents-clause"
          name="clause"
          label={t('mod.precedents.clause')}
          placeholder={t('mod.precedents.choose')}
          defaultValue={under[0] ?? ''}
          options={clauses.map(({ key, title }) => ({ value: key, label: title }))}
        />
        <Button>{t('mod.precedents.show')}</Button>
      </Form>
      {decisions.length === 0 ? (
        <p className="small muted">{t(under.length === 0 ? 'mod.precedents.hint' : 'mod.precedents.none')}</p>
      ) : (
        <ol className="stack gap-2 small">
          {decisions.map((decision) => (
            <li key={decision.id}>
              <Decided decision={decision} /> · {said(`mod.outcome.${decision.action}`, t('mod.decided'))}
              {decision.itemId === null && ` · ${t('mod.precedents.byHand')}`}
              {decision.appeal && ` · ${t(`mod.precedents.${decision.appeal}`)}`} ·{' '}
              <TimeStamp at={decision.at} />
              {decision.statementId && (
                <>
                  {' '}
                  · <Link to={paths.statement(decision.statementId)}>{t('mod.precedents.statement')}</Link>
                </>
              )}
              {decision.reason && <p dir="auto">{decision.reason}</p>}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

type Decision = ReviewItemPage['precedents']['decisions'][number]

/** To the item it was decided in, or to the statement of a removal outside the queue. */
function Decided({ decision }: { decision: Decision }) {
  const t = useWords()
  const title = decision.title ?? t(`mod.kind.${decision.kind ?? 'other'}`)
  const to = decision.itemId
    ? paths.reviewItem(decision.itemId)
    : decision.statementId && paths.statement(decision.statementId)
  return to ? (
    <Link to={to} dir="auto">
      {title}
    </Link>
  ) : (
    <span dir="auto">{title}</span>
  )
}
