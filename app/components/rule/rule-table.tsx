import { Link } from '@remix-run/react'
import type { ruleLog, RuleShown } from '#server/screening/index.ts'
import * as paths from '#server/core/paths.ts'
import '#app/lib/words-of-upkeep.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import { ActionButton } from '../ui/button.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

type Board = { id: string; title: string }
type Clause = { key: string; title: string }

/** Every rule with what follows it, in the order in which they apply. */
export function RuleTable(props: {
  rules: readonly RuleShown[]
  boards: readonly Board[]
  clauses: readonly Clause[]
}) {
  const { rules, boards, clauses } = props
  const t = useWords()
  const named = (ids: readonly string[]) =>
    ids.map((id) => boards.find((board) => board.id === id)?.title ?? t('rule.otherBoard')).join(', ')
  return (
    <ol className="plain-list stack gap-3" aria-label={t('rules.title')}>
      {rules.map((rule) => (
        <li key={rule.id} className="stack gap-2">
          <p>
            <strong>{t(`rule.effect.${rule.effect}`)}</strong>{' '}
            <code dir="auto">{oneLine(rule.text, 120)}</code>{' '}
            {!rule.active && <span className="tag-mark">{t('rule.active.off')}</span>}
          </p>
          <p className="muted small">
            {[
              t(`rule.pattern.${rule.pattern}`),
              rule.pattern === 'words'
                ? t(rule.wholeWords ? 'rule.wholeWords.on' : 'rule.wholeWords.off')
                : '',
              clauses.find(({ key }) => key === rule.clause)?.title ?? rule.clause ?? '',
              rule.boards ? named(rule.boards) : t('rule.everywhere'),
              t('rule.order', { position: rule.position }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {rule.can.change && (
            <div className="button-row">
              <Link to={paths.modRules({ rule: rule.id })}>{t('rule.change')}</Link>
              <ActionButton
                action={paths.modRules()}
                method="DELETE"
                fields={{ ruleId: rule.id }}
                tone="quiet"
              >
                {t('rule.remove')}
              </ActionButton>
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Who changed which rule, when, and what it said before. */
export function RuleLog({ log }: { log: Awaited<ReturnType<typeof ruleLog>> }) {
  const t = useWords()
  if (log.length === 0) return null
  return (
    <details>
      <summary>{t('rules.log', { count: log.length })}</summary>
      <ul className="plain-list stack gap-2">
        {log.map((change) => (
          <li key={change.id}>
            <Sentence
              of={
                change.before === null
                  ? 'rules.log.made'
                  : change.after
                    ? 'rules.log.changed'
                    : 'rules.log.removed'
              }
              params={{ by: change.by ?? t('deed.nobody') }}
              parts={{ when: <TimeStamp at={change.at} /> }}
            />{' '}
            {change.before && <s dir="auto">{wordsOf(change.before)}</s>}{' '}
            {change.after && <span dir="auto">{wordsOf(change.after)}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

const wordsOf = ({ effect, text }: { effect: string; text: string }) => `${effect}: ${oneLine(text, 80)}`

/** Words and domains stand one a line. */
const oneLine = (text: string, most: number) =>
  text
    .split(/\s*\n\s*/)
    .filter(Boolean)
    .join(', ')
    .slice(0, most)
