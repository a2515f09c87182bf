import { useWords } from '#app/lib/words.ts'
import { PostBody } from '../post/post-body.tsx'
import { Select } from '../ui/field.tsx'

export type ClauseChoice = { key: string; title: string; guideline: string | null }

/** The rule that a decision cites, with the guideline for moderators beside each (TERMS-09). */
export function ClausePicker(props: {
  choices: readonly ClauseChoice[]
  errors: readonly string[] | undefined
  chosen: string
  /** The words for choosing none, where that is allowed. */
  none?: string
}) {
  const t = useWords()
  return (
    <>
      <Select
        id="clause"
        name="clause"
        label={t('hide.clause')}
        errors={props.errors}
        defaultValue={props.chosen}
        {...(props.none === undefined ? {} : { placeholder: props.none })}
        options={props.choices.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <section className="stack gap-2" aria-label={t('hide.guideline')}>
        {props.choices.map(({ key, title, guideline }) => (
          <details key={key}>
            <summary>{t('hide.guideline.of', { clause: title })}</summary>
            {guideline ? <PostBody html={guideline} /> : <p className="muted">{t('hide.guideline.none')}</p>}
          </details>
        ))}
      </section>
    </>
  )
}
