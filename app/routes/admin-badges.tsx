import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import {
  badgeDesk,
  giveBadge,
  makeBadge,
  rowChoices,
  switchBadge,
  takeBadge,
} from '#server/reputation/index.ts'
import { BadgeMark } from '#app/components/standing/badge-mark.tsx'
import { RuleRows } from '#app/components/standing/rule-rows.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { RadioGroup, Select, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(async ({ ctx }) => ({ badges: await badgeDesk(ctx), choices: rowChoices(ctx) }))

export const action = act<unknown>(
  { POST: makeBadge, PUT: switchBadge, PATCH: giveBadge, DELETE: takeBadge },
  () => paths.admin('badges'),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'badge.admin')

/** /admin/badges: what is on the shelf, badges of one's own, and those that are given by hand. */
export default function AdminBadges() {
  const t = useWords()
  const { badges } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  const given = badges.filter((badge) => badge.given)
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('badge.admin') }]} />
      <PageHead title={t('badge.admin')} lead={t('badge.admin.lead')} />
      <ErrorSummary errors={summary} />
      <DataTable
        caption={t('badge.admin.shelf')}
        rows={badges}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'badge',
            label: t('badge.badge'),
            heading: true,
            cell: (badge) => <BadgeMark badge={badge} />,
          },
          { key: 'rule', label: t('badge.rule'), cell: ({ rule }) => rule },
          {
            key: 'active',
            label: t('badge.admin.active'),
            cell: ({ key, active, position }) => (
              <Form method="post" className="cluster">
                <input type="hidden" name="_method" value="PUT" />
                <input type="hidden" name="key" value={key} />
                <input type="hidden" name="active" value={String(!active)} />
                <input type="hidden" name="position" value={position ?? ''} />
                <span>{t(active ? 'badge.admin.on' : 'badge.admin.off')}</span>
                <Button tone="quiet">{t(active ? 'badge.admin.switchOff' : 'badge.admin.switchOn')}</Button>
              </Form>
            ),
          },
        ]}
      />
      <NewBadge />
      {given.length > 0 && (
        <section className="stack column">
          <h2>{t('badge.admin.give')}</h2>
          <Form method="post" className="form">
            <input type="hidden" name="_method" value="PATCH" />
            <Select
              name="key"
              label={t('badge.badge')}
              options={given.map(({ key, name }) => ({ value: key, label: name }))}
            />
            <TextField name="handle" label={t('badge.admin.handle')} required width="medium" />
            <TextField name="for" label={t('badge.admin.for')} required />
            <Button>{t('badge.admin.give')}</Button>
          </Form>
        </section>
      )}
    </div>
  )
}

function NewBadge() {
  const t = useWords()
  const { choices } = useLoaderData<typeof loader>()
  const { errors, value } = useRefused()
  const field = (name: string) => ({ id: name, name, errors: errors(name), defaultValue: value(name) })
  return (
    <section className="stack" aria-labelledby="new-badge">
      <h2 id="new-badge">{t('badge.admin.new')}</h2>
      <Form method="post" className="stack">
        <TextField {...field('name')} label={t('rank.admin.name')} required width="medium" />
        <TextField
          {...field('key')}
          label={t('badge.admin.key')}
          hint={t('badge.admin.key.hint')}
          required
          width="medium"
        />
        <TextField {...field('about')} label={t('badge.admin.about')} optional />
        <div className="cluster">
          <Select
            name="metal"
            label={t('badge.admin.metal')}
            options={(['bronze', 'silver', 'gold'] as const).map((metal) => ({
              value: metal,
              label: t(`badge.metal.${metal}`),
            }))}
          />
          <Select
            name="family"
            label={t('badge.admin.family')}
            options={(['help', 'craft', 'citizenship'] as const).map((family) => ({
              value: family,
              label: t(`badge.family.${family}`),
            }))}
          />
          <TextField
            {...field('position')}
            label={t('badge.admin.position')}
            inputMode="numeric"
            width="short"
            optional
          />
        </div>
        <RadioGroup
          name="origin"
          label={t('badge.admin.origin')}
          defaultValue={value('origin', 'rule')}
          options={(['rule', 'hand', 'event'] as const).map((origin) => ({
            value: origin,
            label: t(`badge.admin.origin.${origin}`),
            hint: t(`badge.admin.origin.${origin}.hint`),
          }))}
        />
        <div id="measure">
          <RuleRows rows={[]} choices={choices} />
        </div>
        <TextField
          {...field('eventType')}
          label={t('badge.admin.eventType')}
          hint={t('badge.admin.eventType.hint')}
          optional
        />
        <Button tone="primary">{t('badge.admin.make')}</Button>
      </Form>
    </section>
  )
}
