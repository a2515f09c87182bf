import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { boardList } from '#server/forum/index.ts'
import {
  assignmentRules,
  changeAssignmentRule,
  makeAssignmentRule,
  mayKeepAssignments,
  removeAssignmentRule,
} from '#server/moderation/index.ts'
import { clausesInForce } from '#server/terms/index.ts'
import { AssignmentList } from '#app/components/moderation/assignment-list.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { Select, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import '#app/lib/words-of-moderation.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, url }) => {
  const [rules, clauses, boards] = await Promise.all([
    assignmentRules(ctx),
    clausesInForce(ctx),
    boardList(ctx),
  ])
  const edited = rules.find(({ id, can }) => id === url.searchParams.get('rule') && can.change)
  const theirs = boards.filter(({ id }) => mayKeepAssignments(ctx.actor, id))
  return {
    rules,
    edited: edited ?? null,
    clauses: clauses.map(({ key, title }) => ({ value: key, label: title })),
    // one that rests stays with the rule that names it
    boards: [
      ...(edited?.board?.archivedAt ? [{ value: edited.board.slug, label: edited.board.title }] : []),
      ...theirs.map(({ slug, title }) => ({ value: slug, label: title })),
    ],
    can: { everywhere: mayKeepAssignments(ctx.actor, null), make: theirs.length > 0 },
  }
})

type Sent = Parameters<typeof makeAssignmentRule>[1] & { assignmentRuleId?: string }

const save = async (ctx: Ctx, { assignmentRuleId, ...sent }: Sent): Promise<unknown> =>
  assignmentRuleId ? changeAssignmentRule(ctx, { ...sent, assignmentRuleId }) : makeAssignmentRule(ctx, sent)

export const action = act<unknown>({ POST: save, DELETE: removeAssignmentRule }, () => paths.assignments())

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'assignments.title')

/** /mod/assignments: who gets which reports by rule, in the order in which the rules apply (MOD-12). */
export default function ModAssignments() {
  const t = useWords()
  const { rules, clauses, edited, can } = useLoaderData<typeof loader>()
  const named = (key: string) =>
    clauses.find(({ value }) => value === key)?.label ??
    (key === 'other' ? t('assignment.clause.other') : key)
  return (
    <div className="stack column">
      <PageHead title={t('assignments.title')} lead={t('assignments.lead')} />
      {rules.length === 0 ? (
        <EmptyState kind="first" title={t('assignments.none')}>
          {t('assignments.none.next')}
        </EmptyState>
      ) : (
        <AssignmentList rules={rules} named={named} />
      )}
      {(can.make || edited) && <RuleForm key={edited?.id ?? 'new'} />}
    </div>
  )
}

function RuleForm() {
  const t = useWords()
  const { clauses, boards, edited, can } = useLoaderData<typeof loader>()
  const { summary, field } = useRefused()
  return (
    <section className="stack" aria-labelledby="rule-title">
      <h2 id="rule-title">{t(edited ? 'assignment.edit' : 'assignment.new')}</h2>
      <Form method="post" className="form">
        <ErrorSummary errors={summary} />
        {edited && <input type="hidden" name="assignmentRuleId" value={edited.id} />}
        <TextField
          {...field('flagCount', String(edited?.flagCount ?? 3))}
          label={t('assignment.count')}
          inputMode="numeric"
          width="short"
        />
        <Select
          {...field('clause', edited?.clause ?? '')}
          label={t('assignment.clause')}
          placeholder={t('assignment.clause.any')}
          options={[...clauses, { value: 'other', label: t('assignment.clause.other') }]}
        />
        <Select
          {...field('board', edited?.board?.slug ?? '')}
          label={t('assignment.board')}
          {...(can.everywhere ? { placeholder: t('assignment.board.all') } : {})}
          options={boards}
        />
        <TextField
          {...field('assignee', edited?.assignee?.handle ?? '')}
          label={t('assignment.assignee')}
          hint={t('assignment.assignee.hint')}
          optional
        />
        <TextField
          {...field('category', edited?.category ?? '')}
          label={t('assignment.category')}
          hint={t('assignment.category.hint')}
          optional
        />
        <div className="button-row">
          <Button tone="primary">{t(edited ? 'assignment.save' : 'assignment.make')}</Button>
          {edited && <ButtonLink to={paths.assignments()}>{t('form.cancel')}</ButtonLink>}
        </div>
      </Form>
    </section>
  )
}
