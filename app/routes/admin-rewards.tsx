import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { say } from '#server/core/words.ts'
import { mustAdminister } from '#server/identity/index.ts'
import { attachReward, detachReward, rewardDesk } from '#server/reputation/index.ts'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Banner, EmptyState } from '#app/components/ui/feedback.tsx'
import { Select, Textarea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(async ({ ctx, context }) => {
  mustAdminister(ctx)
  return { ...(await rewardDesk(ctx)), warning: say(context.locale, 'reputation.reward.warning') }
})

export const action = act<unknown>({ POST: attachReward, DELETE: detachReward }, () => paths.admin('rewards'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'reputation.rewards.title')

/** /admin/rewards: goods or money tied to a rule, each with the reason that answered the warning (REP-25). */
export default function AdminRewards() {
  const t = useWords()
  const { rewards, abilities, steps, badges, warning } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const options = [
    ...abilities.map((key) => ({
      value: `ability:${key}`,
      label: t('reputation.rewards.ability', { name: t(`ability.${key}.name`) }),
    })),
    ...steps.map(({ key, name }) => ({
      value: `step:${key}`,
      label: t('reputation.rewards.step', { name }),
    })),
    ...badges.map(({ key, name }) => ({
      value: `badge:${key}`,
      label: t('reputation.rewards.badge', { name }),
    })),
  ]
  return (
    <div className="column stack">
      <Breadcrumb
        trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('reputation.rewards.title') }]}
      />
      <PageHead title={t('reputation.rewards.title')} lead={t('reputation.rewards.lead')} />
      <Rewards rewards={rewards} />
      <h2>{t('reputation.rewards.attach')}</h2>
      <ErrorSummary errors={summary} />
      <Banner tone="escal">{warning}</Banner>
      <Form method="post" className="form">
        <Select
          id="rule"
          name="rule"
          label={t('reputation.rewards.rule')}
          errors={errors('rule')}
          defaultValue={value('rule')}
          placeholder={t('reputation.rewards.choose')}
          options={options}
        />
        <TextField
          id="reward"
          name="reward"
          label={t('reputation.rewards.reward')}
          hint={t('reputation.rewards.reward.hint')}
          errors={errors('reward')}
          defaultValue={value('reward')}
          maxLength={200}
        />
        <Textarea
          id="reason"
          name="reason"
          label={t('reputation.rewards.reason')}
          hint={t('reputation.rewards.reason.hint')}
          errors={errors('reason')}
          defaultValue={value('reason')}
          maxLength={1000}
        />
        <div className="button-row">
          <Button>{t('reputation.rewards.save')}</Button>
        </div>
      </Form>
    </div>
  )
}

type Reward = Awaited<ReturnType<typeof rewardDesk>>['rewards'][number]

function Rewards({ rewards }: { rewards: readonly Reward[] }) {
  const t = useWords()
  const named = ({ rule, ruleKey }: Reward) => {
    const key = `ability.${ruleKey}.name`
    return rule === 'ability' && isWordKey(key) ? t(key) : ruleKey
  }
  return (
    <DataTable
      caption={t('reputation.rewards.table')}
      captionHidden
      rows={rewards}
      rowKey={({ id }) => id}
      empty={<EmptyState kind="first" title={t('reputation.rewards.empty')} />}
      columns={[
        { key: 'rule', label: t('reputation.rewards.rule'), heading: true, cell: named },
        { key: 'reward', label: t('reputation.rewards.reward'), cell: ({ reward }) => reward },
        { key: 'reason', label: t('reputation.rewards.reason'), cell: ({ reason }) => reason },
        { key: 'by', label: t('reputation.rewards.by'), cell: ({ attachedBy }) => attachedBy ?? '' },
        {
          key: 'at',
          label: t('reputation.rewards.at'),
          cell: ({ attachedAt }) => <TimeStamp at={attachedAt} />,
        },
        {
          key: 'end',
          label: t('reputation.rewards.end'),
          cell: ({ id, detachedAt }) =>
            detachedAt ? (
              <TimeStamp at={detachedAt} />
            ) : (
              <Form method="post">
                <input type="hidden" name="_method" value="DELETE" />
                <input type="hidden" name="rewardId" value={id} />
                <Button tone="quiet">{t('reputation.rewards.detach')}</Button>
              </Form>
            ),
        },
      ]}
    />
  )
}
