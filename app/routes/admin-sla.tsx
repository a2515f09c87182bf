import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { calendarList, policyList, putCalendar, putPolicy } from '#server/escalation/index.ts'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { Checkbox, Select, Textarea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { calendarOf, policyOf, wholeHours } from '#app/lib/sla-form.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

export const loader = page(async ({ ctx }) => {
  const [policies, calendars] = await Promise.all([policyList(ctx), calendarList(ctx)])
  return { policies, calendars }
})

const keep = (ctx: Ctx, input: Record<string, unknown>): Promise<unknown> =>
  input.deed === 'calendar' ? putCalendar(ctx, calendarOf(input)) : putPolicy(ctx, policyOf(input))

export const action = act({ POST: keep }, () => paths.admin('sla'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.sla')

/** Policies and calendars: what is promised to whom, in whose hours. A change makes a new version; running clocks keep theirs. */
export default function AdminSla() {
  const t = useWords()
  const { policies, calendars } = useLoaderData<typeof loader>()
  const target = (duration: string) => {
    const hours = wholeHours(duration)
    return hours === null ? duration : t('time.hours', { count: hours })
  }
  const { summary } = useRefused()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.sla') }]} />
      <PageHead title={t('admin.sla')} lead={t('admin.sla.lead')} />
      <ErrorSummary errors={summary} />
      <DataTable
        caption={t('sla.policies')}
        rows={policies}
        rowKey={(row) => row.key}
        empty={<EmptyState kind="first" title={t('sla.policies.empty')} />}
        columns={[
          {
            key: 'name',
            label: t('sla.name'),
            heading: true,
            cell: (row) => `${row.name} (v${row.version})`,
          },
          {
            key: 'match',
            label: t('sla.match'),
            cell: (row) =>
              [row.match.level, row.match.product, row.match.board, row.match.severity]
                .filter(Boolean)
                .join(' · ') || t('sla.match.all'),
          },
          {
            key: 'reply',
            label: t('sla.noReply'),
            cell: (row) =>
              row.noReply ? `${target(row.noReply.target)} ${t(`sla.clock.${row.noReply.clock}`)}` : '–',
          },
          {
            key: 'solution',
            label: t('sla.noSolution'),
            cell: (row) =>
              row.noSolution
                ? `${target(row.noSolution.target)} ${t(`sla.clock.${row.noSolution.clock}`)}`
                : '–',
          },
          {
            key: 'now',
            label: t('escalate.open'),
            cell: (row) =>
              row.escalateNow.allowed ? t('sla.now', { quota: row.escalateNow.quota ?? '∞' }) : '–',
          },
          { key: 'calendar', label: t('sla.calendar'), cell: (row) => row.calendar ?? '–' },
        ]}
      />
      <details className="deed">
        <summary>{t('sla.policy.new')}</summary>
        <Policy />
      </details>
      <DataTable
        caption={t('sla.calendars')}
        rows={calendars}
        rowKey={(row) => row.key}
        empty={<EmptyState kind="first" level={3} title={t('sla.calendars.empty')} />}
        columns={[
          { key: 'key', label: t('sla.key'), heading: true, cell: (row) => `${row.key} (v${row.version})` },
          { key: 'zone', label: t('crm.zone'), cell: (row) => row.timeZone },
          { key: 'holidays', label: t('sla.holidays'), numeric: true, cell: (row) => row.holidays.length },
        ]}
      />
      <details className="deed">
        <summary>{t('sla.calendar.new')}</summary>
        <Calendar />
      </details>
    </div>
  )
}

function Policy() {
  const t = useWords()
  const { calendars } = useLoaderData<typeof loader>()
  const { errors, value } = useRefused()
  return (
    <Form method="post" className="stack column">
      <TextField
        id="key"
        name="key"
        label={t('sla.key')}
        hint={t('sla.key.hint')}
        errors={errors('key')}
        defaultValue={value('key')}
      />
      <TextField
        id="name"
        name="name"
        label={t('sla.name')}
        optional
        errors={errors('name')}
        defaultValue={value('name')}
      />
      <TextField
        id="level"
        name="level"
        label={t('customer.level')}
        hint={t('sla.match.hint')}
        optional
        errors={errors('match')}
        defaultValue={value('level')}
      />
      <TextField name="product" label={t('unreplied.product')} optional defaultValue={value('product')} />
      <TextField name="board" label={t('console.column.board')} optional defaultValue={value('board')} />
      <TextField
        id="noReply"
        name="noReply"
        label={t('sla.noReply')}
        hint={t('sla.hours')}
        width="short"
        errors={errors('noReply')}
        defaultValue={value('noReply', '24')}
      />
      <TextField
        id="noSolution"
        name="noSolution"
        label={t('sla.noSolution')}
        hint={t('sla.hours')}
        width="short"
        errors={errors('noSolution')}
        defaultValue={value('noSolution', '48')}
      />
      <Select
        name="clock"
        label={t('sla.clock')}
        defaultValue={value('clock', 'elapsed')}
        options={[
          { value: 'elapsed', label: t('sla.clock.elapsed') },
          { value: 'business', label: t('sla.clock.business') },
        ]}
      />
      <Select
        name="calendar"
        label={t('sla.calendar')}
        optional
        placeholder="–"
        defaultValue={value('calendar')}
        options={calendars.map((one) => ({ value: one.key, label: one.key }))}
      />
      <Checkbox name="escalateNow" label={t('sla.escalateNow')} />
      <TextField
        name="quota"
        label={t('sla.quota')}
        optional
        width="short"
        inputMode="numeric"
        errors={errors('escalateNow')}
        defaultValue={value('quota')}
      />
      <Button name="deed" value="policy" tone="primary">
        {t('form.save')}
      </Button>
    </Form>
  )
}

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

function Calendar() {
  const t = useWords()
  const { errors, value } = useRefused()
  return (
    <Form method="post" className="stack column">
      <TextField
        id="calendar-key"
        name="key"
        label={t('sla.key')}
        errors={errors('key')}
        defaultValue={value('key')}
      />
      <TextField
        id="timeZone"
        name="timeZone"
        label={t('crm.zone')}
        errors={errors('timeZone')}
        defaultValue={value('timeZone', 'UTC')}
      />
      {days.map((day, place) => (
        <TextField
          key={day}
          name={day}
          label={t(`day.${day}`)}
          width="short"
          optional
          defaultValue={value(day, place < 5 ? '09:00-17:00' : '')}
          errors={place === 0 ? errors('weekly') : undefined}
        />
      ))}
      <Textarea
        name="holidays"
        label={t('sla.holidays')}
        hint={t('sla.holidays.hint')}
        optional
        rows={4}
        errors={errors('holidays')}
        defaultValue={value('holidays')}
      />
      <Button name="deed" value="calendar" tone="primary">
        {t('form.save')}
      </Button>
    </Form>
  )
}
