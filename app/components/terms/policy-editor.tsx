import { Form } from '@remix-run/react'
import type { Clause, TermsWords } from '#server/terms/index.ts'
import { useRefused } from '#app/lib/forms.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox, RadioGroup, Textarea, TextField } from '../ui/field.tsx'

export type EditedPolicy = {
  document: string
  locale: string
  words: TermsWords
  revision: number
  mustAccept: boolean
  audience: string
  audiences: readonly string[]
  graceDays: number
  /** A day, as a date field takes it, or nothing for at once. */
  effectiveOn: string
}

/** The next version of a text in one language: saved as a draft, or saved and looked at before publishing. */
export function PolicyEditor({ policy }: { policy: EditedPolicy }) {
  const t = useWords()
  const { field } = useRefused()
  const { words, locale } = policy
  return (
    <Form method="post" className="form">
      <input type="hidden" name="document" value={policy.document} />
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="revision" value={policy.revision} />
      <TextField {...field('title', words.title)} label={t('policy.title')} lang={locale} dir="auto" />
      <Textarea
        {...field('summary', words.summary)}
        label={t('policy.summary')}
        hint={t('policy.summary.hint')}
        rows={3}
        lang={locale}
      />
      <Textarea
        {...field('text', words.text)}
        label={t('policy.text')}
        hint={t('policy.text.hint')}
        rows={18}
        lang={locale}
      />
      <Clauses clauses={words.clauses} locale={locale} />
      {locale === 'en' && <Terms policy={policy} />}
      <div className="button-row">
        <Button tone="primary" name="then" value="publish">
          {t('policy.review')}
        </Button>
        <Button>{t('policy.save')}</Button>
      </div>
    </Form>
  )
}

/** Rules by name, two empty places after the last; one that is emptied is left out. */
function Clauses({ clauses, locale }: { clauses: readonly Clause[]; locale: string }) {
  const t = useWords()
  const { errors, value } = useRefused()
  const blank = { key: '', title: '', text: '' }
  return (
    <fieldset className="stack" id="clauses">
      <legend className="field-label">{t('policy.clauses')}</legend>
      <p className="field-hint">{t('policy.clauses.hint')}</p>
      {errors('clauses')?.map((wrong) => (
        <p key={wrong} className="field-error">
          {wrong}
        </p>
      ))}
      {[...clauses, blank, blank].map((clause, index) => (
        <details key={index} className="deed">
          <summary>{clause.title || t('policy.clause.new')}</summary>
          <div className="stack gap-2">
            <TextField
              name={`clause-${index}-key`}
              label={t('policy.clause.key')}
              defaultValue={value(`clause-${index}-key`, clause.key)}
              width="medium"
              code
            />
            <TextField
              name={`clause-${index}-title`}
              label={t('policy.clause.title')}
              defaultValue={value(`clause-${index}-title`, clause.title)}
              lang={locale}
              dir="auto"
            />
            <Textarea
              name={`clause-${index}-text`}
              label={t('policy.clause.text')}
              defaultValue={value(`clause-${index}-text`, clause.text)}
              rows={4}
              lang={locale}
            />
          </div>
        </details>
      ))}
    </fieldset>
  )
}

/** From when it holds, whom it binds, and how long they have. */
function Terms({ policy }: { policy: EditedPolicy }) {
  const t = useWords()
  const { errors, value, field } = useRefused()
  return (
    <>
      <TextField
        id="effectiveAt"
        name="effectiveOn"
        type="date"
        label={t('policy.from')}
        hint={t('policy.from.hint')}
        errors={errors('effectiveAt')}
        defaultValue={value('effectiveOn', policy.effectiveOn)}
        width="medium"
        optional
      />
      <Checkbox
        id="mustAccept"
        name="mustAccept"
        label={t('policy.must.label')}
        hint={t('policy.must.hint')}
        errors={errors('mustAccept')}
        defaultChecked={policy.mustAccept}
      />
      <RadioGroup
        id="audience"
        name="audience"
        label={t('policy.audience')}
        errors={errors('audience')}
        defaultValue={value('audience', policy.audience)}
        options={['members', 'staff'].map((audience) => ({
          value: audience,
          label: t(`policy.audience.${audience as 'members' | 'staff'}`),
          disabled: !policy.audiences.includes(audience),
        }))}
      />
      <TextField
        {...field('graceDays', String(policy.graceDays))}
        type="number"
        min={0}
        max={365}
        label={t('policy.grace')}
        hint={t('policy.grace.hint')}
        width="short"
      />
    </>
  )
}
