import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'
import { Select, TextField } from '../ui/field.tsx'

type Row = { joins: 'and' | 'or'; measure: string; plus: string; sign: string; value: number }
type Choice = { name: string; title: string; percent: boolean }

const signs = ['>=', '>', '<=', '<', '==', '!='] as const
const spare = 3

/**
 * Conditions as rows of selects: what is counted, perhaps a second thing added, a comparison, a number. Rows joined by "or"
 * belong to the row above. Empty rows are left out, and each save offers a few more; no script is needed.
 */
export function RuleRows({ rows, choices }: { rows: readonly Row[]; choices: readonly Choice[] }) {
  const t = useWords()
  const options = choices.map(({ name, title }) => ({ value: name, label: title }))
  const shown: (Row | null)[] = [...rows, ...Array.from({ length: spare }, () => null)]
  return (
    <ol className="plain-list stack gap-3">
      {shown.map((row, place) => (
        <li key={place}>
          <fieldset className="field-group">
            <legend>{t('rank.row', { place: place + 1 })}</legend>
            <div className="rule-row" data-condition data-first={place === 0 || undefined}>
              {place === 0 ? (
                <input type="hidden" name="joins" value="and" />
              ) : (
                <Select
                  name="joins"
                  label={t('rank.row.joins')}
                  defaultValue={row?.joins ?? 'and'}
                  options={(['and', 'or'] as const).map((value) => ({
                    value,
                    label: t(`rank.row.${value}`),
                  }))}
                />
              )}
              <Select
                name="measure"
                label={t('rank.row.measure')}
                placeholder={t('rank.row.none')}
                defaultValue={row?.measure ?? ''}
                options={options}
              />
              <Select
                name="plus"
                label={t('rank.row.plus')}
                placeholder={t('rank.row.none')}
                defaultValue={row?.plus ?? ''}
                options={options}
              />
              <Select
                name="sign"
                label={t('rank.row.sign')}
                defaultValue={row?.sign ?? '>='}
                options={signs.map((sign) => ({ value: sign, label: t(`rank.sign.${signWord[sign]}`) }))}
              />
              <TextField
                name="value"
                label={t('rank.row.value')}
                inputMode="numeric"
                pattern="[0-9]*"
                width="short"
                defaultValue={row ? String(row.value) : ''}
              />
            </div>
          </fieldset>
        </li>
      ))}
    </ol>
  )
}

const signWord = {
  '>=': 'least',
  '>': 'more',
  '<=': 'most',
  '<': 'less',
  '==': 'exactly',
  '!=': 'not',
} as const
