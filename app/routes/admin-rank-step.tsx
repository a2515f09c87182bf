import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { NotFound } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { draftStep, ladderDesk, rowChoices } from '#server/reputation/index.ts'
import { RuleRows } from '#app/components/standing/rule-rows.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Textarea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-standing.ts'

const ladders = ['contributors', 'readers'] as const

export const loader = page(async ({ ctx, params }) => {
  const ladder = ladders.find((each) => each === params.ladder)
  const place = Number(params.place)
  if (!ladder || !Number.isInteger(place)) throw new NotFound('step')
  const { steps } = await ladderDesk(ctx, { ladder })
  const step = steps[place - 1] ?? null
  if (place > 0 && !step) throw new NotFound('step')
  const { name = '', formula = '', rows = [] } = step ?? {}
  return { ladder, place, name, formula, rows, choices: rowChoices(ctx) }
})

export const action = act({ POST: draftStep }, ({ params }) =>
  paths.adminRanks({ ladder: params.ladder ?? null }),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'rank.admin.step')

/** /admin/ranks/:ladder/:place: one step by rows of selects; as text where it says more than rows can. */
export default function AdminRankStep() {
  const t = useWords()
  const { ladder, place, name, formula, rows, choices } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const back = paths.adminRanks({ ladder })
  return (
    <div className="stack">
      <Breadcrumb
        trail={[
          { label: t('admin.title'), href: paths.admin() },
          { label: t('rank.admin'), href: back },
          { label: name || t('rank.admin.add') },
        ]}
      />
      <PageHead title={name || t('rank.admin.add')} lead={t('rank.admin.step.lead')} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack" key={`${ladder}${place}`}>
        <TextField
          id="name"
          name="name"
          label={t('rank.admin.name')}
          errors={errors('name')}
          defaultValue={value('name', name)}
          width="medium"
          required
        />
        {rows === null ? (
          <Textarea
            id="formula"
            name="formula"
            label={t('rank.formula')}
            hint={t('rank.admin.asText')}
            errors={errors('formula')}
            defaultValue={value('formula', formula)}
            rows={3}
          />
        ) : (
          <div id="measure" className="stack gap-3">
            <p className="muted">{t('rank.admin.rows')}</p>
            <RuleRows rows={rows} choices={choices} />
          </div>
        )}
        <div className="button-row">
          <Button tone="primary">{t('rank.admin.save')}</Button>
          <ButtonLink to={back}>{t('rank.admin.back')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
