import '#app/lib/words-of-upkeep.ts'
import { useWords } from '#app/lib/words.ts'
import { Select, TextField } from '../ui/field.tsx'

type Props = {
  value: (name: string, otherwise?: string) => string
  errors: (name: string) => readonly string[] | undefined
}

const colours = ['petrol', 'solved', 'idea', 'escal', 'danger'] as const

/** The colour of a board or of a line. */
export function ColourField({ value, errors }: Props) {
  const t = useWords()
  return (
    <Select
      id="line"
      name="line"
      label={t('line.colour')}
      placeholder={t('line.colour.none')}
      errors={errors('line')}
      defaultValue={value('line')}
      options={colours.map((colour) => ({ value: colour, label: t(`line.colour.${colour}`) }))}
    />
  )
}

/** What a product line is called, about, coloured and tagged. */
export function LineFields(props: Props) {
  const t = useWords()
  const { value, errors } = props
  return (
    <>
      <TextField
        id="title"
        name="title"
        label={t('line.name')}
        errors={errors('title')}
        defaultValue={value('title')}
      />
      <TextField
        id="purpose"
        name="purpose"
        label={t('line.purpose')}
        optional
        errors={errors('purpose')}
        defaultValue={value('purpose')}
      />
      <ColourField {...props} />
      <TextField
        id="allowedTags"
        name="allowedTags"
        label={t('line.tags')}
        hint={t('line.tags.hint')}
        optional
        errors={errors('allowedTags')}
        defaultValue={value('allowedTags')}
      />
    </>
  )
}

/** What these fields send, as the verbs take it. */
export const lineInput = ({ allowedTags, line }: { allowedTags?: string; line?: string }) => ({
  allowedTags: tagsOf(allowedTags),
  line: (line || null) as never,
})

const tagsOf = (text: string | undefined) => {
  const tags = (text ?? '').split(/[,\s]+/).filter(Boolean)
  return tags.length === 0 ? null : tags
}
