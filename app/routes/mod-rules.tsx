import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { boardList } from '#server/forum/index.ts'
import { type RuleTrial, tryRule } from '#server/moderation/index.ts'
import { changeRule, makeRule, mayKeepRules, removeRule, ruleList, ruleLog } from '#server/screening/index.ts'
import { clausesInForce } from '#server/terms/index.ts'
import { RuleForm, type RuleValues } from '#app/components/rule/rule-form.tsx'
import { RuleTrialResult } from '#app/components/rule/rule-trial.tsx'
import { RuleLog, RuleTable } from '#app/components/rule/rule-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import '#app/lib/words-of-upkeep.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, url }) => {
  const [rules, log, clauses, boards] = await Promise.all([
    ruleList(ctx),
    ruleLog(ctx),
    clausesInForce(ctx),
    boardList(ctx),
  ])
  const edited = rules.find(({ id, can }) => id === url.searchParams.get('rule') && can.change)
  return {
    rules,
    log,
    clauses: clauses.map(({ key, title }) => ({ key, title })),
    boards: boards.filter(({ id }) => mayKeepRules(ctx.actor, [id])).map(({ id, title }) => ({ id, title })),
    edited: edited ?? null,
  }
})

type Sent = Parameters<typeof makeRule>[1] & { intent?: string; ruleId?: string }
type Outcome = { trial: RuleTrial | null }

/** One form, two buttons: try it on what was written, or save it. */
async function tryOrSave(ctx: Ctx, sent: Sent): Promise<Outcome> {
  if (sent.intent !== 'save') return { trial: await tryRule(ctx, sent) }
  await (sent.ruleId ? changeRule(ctx, { ...sent, ruleId: sent.ruleId }) : makeRule(ctx, sent))
  return { trial: null }
}

async function remove(ctx: Ctx, ref: Parameters<typeof removeRule>[1]): Promise<Outcome> {
  await removeRule(ctx, ref)
  return { trial: null }
}

const typed = (input: Record<string, unknown>): RuleValues =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(' ') : String(value ?? ''),
    ]),
  )

export const action = act<Outcome>({ POST: tryOrSave, DELETE: remove }, ({ result, input }) =>
  result.trial ? data({ trial: result.trial, values: typed(input) }) : paths.modRules(),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'rules.title')

/** Word and pattern rules in the order in which they apply, a form that tries before it saves, and the log. */
export default function ModRules() {
  const t = useWords()
  const { rules, log, clauses, boards, edited } = useLoaderData<typeof loader>()
  const answer = useActionData<{ trial?: RuleTrial; values?: RuleValues }>()
  const { refusal, summary, errors } = useRefused()
  const stored: RuleValues = edited
    ? {
        ...typed({ ...edited, boards: edited.boards ?? [], clause: edited.clause ?? '' }),
        ruleId: edited.id,
      }
    : {}
  const values = refusal?.values ?? answer?.values ?? stored
  return (
    <div className="stack">
      <PageHead title={t('rules.title')} lead={t('rules.lead')} />
      {rules.length === 0 ? (
        <EmptyState kind="first" title={t('rules.none')} />
      ) : (
        <RuleTable rules={rules} boards={boards} clauses={clauses} />
      )}
      {answer?.trial && <RuleTrialResult trial={answer.trial} />}
      <section className="stack column" aria-labelledby="rule">
        <h2 id="rule">{t(edited ? 'rule.edit' : 'rule.new')}</h2>
        <RuleForm
          key={edited?.id ?? 'new'}
          values={values}
          errors={errors}
          summary={summary}
          clauses={clauses}
          boards={boards}
          editing={edited !== null}
          back={paths.modRules()}
        />
      </section>
      <RuleLog log={log} />
    </div>
  )
}
