import { Link } from '@remix-run/react'
import type { AssignmentRuleShown } from '#server/moderation/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { ActionButton } from '../ui/button.tsx'
import '#app/lib/words-of-moderation.ts'

type Props = { rules: readonly AssignmentRuleShown[]; named: (clause: string) => string }

/** Every rule as a sentence, the closest first; one that assigns nobody any more says so. */
export function AssignmentList({ rules, named }: Props) {
  const t = useWords()
  return (
    <ol className="plain-list stack gap-3" aria-label={t('assignments.title')}>
      {rules.map((rule) => (
        <li key={rule.id} className="stack gap-2">
          <p>
            <strong>{says(t, rule, named)}</strong> → {then(t, rule)}{' '}
            {rule.board?.archivedAt && <span className="tag-mark">{t('assignment.board.archived')}</span>}
          </p>
          {rule.assignee && !rule.assignee.moderates && (
            <p className="small">{t('assignment.gone', { name: rule.assignee.name })}</p>
          )}
          <p className="muted small">
            {[t('assignment.met', { met: rule.met }), rule.by].filter(Boolean).join(' · ')}
          </p>
          {rule.can.change && (
            <div className="button-row">
              <Link to={paths.assignments({ rule: rule.id })}>{t('assignment.change')}</Link>
              <ActionButton
                action={paths.assignments()}
                method="DELETE"
                fields={{ assignmentRuleId: rule.id }}
                tone="quiet"
                label={`${t('assignment.remove')}: ${says(t, rule, named)}`}
              >
                {t('assignment.remove')}
              </ActionButton>
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

const says = (t: ReturnType<typeof useWords>, rule: AssignmentRuleShown, named: Props['named']) =>
  t('assignment.says', {
    count: rule.flagCount,
    clause: rule.clause === null ? t('assignment.clause.any').toLowerCase() : `“${named(rule.clause)}”`,
    board: rule.board?.title ?? t('assignment.board.all').toLowerCase(),
  })

function then(t: ReturnType<typeof useWords>, { assignee, category }: AssignmentRuleShown) {
  if (assignee && category) return t('assignment.then.both', { name: assignee.name, category })
  return assignee
    ? t('assignment.then.person', { name: assignee.name })
    : t('assignment.then.category', { category: category ?? '' })
}
