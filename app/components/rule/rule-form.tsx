import { Form } from '@remix-run/react'
import type { SummaryError } from '../ui/error-summary.tsx'
import '#app/lib/words-of-upkeep.ts'
import { useWords } from '#app/lib/words.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Checkbox, RadioGroup, Select, TextField, Textarea } from '../ui/field.tsx'

/** What stands in the form: as it was typed, or as the rule says. */
export type RuleValues = Readonly<Record<string, string>>

type Props = {
  values: RuleValues
  errors: (name: string) => readonly string[] | undefined
  summary: readonly SummaryError[]
  clauses: readonly { key: string; title: string }[]
  boards: readonly { id: string; title: string }[]
  editing: boolean
  back: string
}

const patterns = ['words', 'regex', 'link'] as const
const effects = ['replace', 'block', 'hold', 'flag'] as const

/** One rule: what it looks for, what follows, where. It is tried before it is saved. */
export function RuleForm({ values, errors, summary, clauses, boards, editing, back }: Props) {
  const t = useWords()
  const value = (name: string, otherwise = '') => values[name] ?? otherwise
  const chosen = new Set(value('boards').split(' '))
  return (
    <Form method="post" className="stack">
      <ErrorSummary errors={summary} />
      {value('ruleId') && <input type="hidden" name="ruleId" value={value('ruleId')} />}
      <RadioGroup
        id="pattern"
        name="pattern"
        label={t('rule.pattern')}
        errors={errors('pattern')}
        defaultValue={value('pattern', 'words')}
        options={patterns.map((pattern) => ({
          value: pattern,
          label: t(`rule.pattern.${pattern}`),
          hint: t(`rule.pattern.${pattern}.hint`),
        }))}
      />
      <Textarea
        id="text"
        name="text"
        label={t('rule.text')}
        hint={t('rule.text.hint')}
        errors={errors('text')}
        defaultValue={value('text')}
        rows={4}
      />
      <Select
        id="wholeWords"
        name="wholeWords"
        label={t('rule.wholeWords')}
        hint={t('rule.wholeWords.hint')}
        defaultValue={value('wholeWords', 'true')}
        options={[
          { value: 'true', label: t('rule.wholeWords.on') },
          { value: 'false', label: t('rule.wholeWords.off') },
        ]}
      />
      <RadioGroup
        id="effect"
        name="effect"
        label={t('rule.effect')}
        errors={errors('effect')}
        defaultValue={value('effect', 'flag')}
        options={effects.map((effect) => ({
          value: effect,
          label: t(`rule.effect.${effect}`),
          hint: t(`rule.effect.${effect}.hint`),
        }))}
      />
      <TextField
        id="replacement"
        name="replacement"
        label={t('rule.replacement')}
        hint={t('rule.replacement.hint')}
        width="short"
        errors={errors('replacement')}
        defaultValue={value('replacement', '***')}
      />
      <Select
        id="clause"
        name="clause"
        label={t('rule.clause')}
        placeholder={t('rule.clause.none')}
        errors={errors('clause')}
        defaultValue={value('clause')}
        options={clauses.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <fieldset className="field-group" id="boards">
        <legend>{t('rule.boards')}</legend>
        <p className="field-hint">{t('rule.boards.hint')}</p>
        {boards.map((board) => (
          <Checkbox
            key={board.id}
            name="boards"
            value={board.id}
            label={board.title}
            defaultChecked={chosen.has(board.id)}
          />
        ))}
      </fieldset>
      <TextField
        id="position"
        name="position"
        label={t('rule.position')}
        hint={t('rule.position.hint')}
        width="short"
        inputMode="numeric"
        errors={errors('position')}
        defaultValue={value('position', '100')}
      />
      <Select
        id="active"
        name="active"
        label={t('rule.active')}
        defaultValue={value('active', 'true')}
        options={[
          { value: 'true', label: t('rule.active.on') },
          { value: 'false', label: t('rule.active.off') },
        ]}
      />
      <div className="button-row">
        <Button tone="primary" name="intent" value="try">
          {t('rule.try')}
        </Button>
        <Button name="intent" value="save">
          {t(editing ? 'rule.save' : 'rule.make')}
        </Button>
        <ButtonLink to={back}>{t('form.cancel')}</ButtonLink>
      </div>
    </Form>
  )
}
