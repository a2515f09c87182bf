import * as paths from '#server/core/paths.ts'
import type { Crossing } from '#server/reputation/index.ts'
import { numberText } from '#app/lib/format.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'
import { SavePreview } from '../standing/preset-desk.tsx'
import { DataTable } from '../ui/data-table.tsx'

/** What saving would do, ability by ability, and the one button that saves exactly this. */
export function ThresholdPreview(props: {
  changes: readonly Crossing[]
  fields: Readonly<Record<string, string>>
}) {
  const t = useWords()
  const { locale } = usePlace()
  const changes = props.changes.filter(({ from, to }) => from !== to)
  return (
    <section className="stack">
      <h2>{t('ability.admin.preview')}</h2>
      <SavePreview
        asked={props.fields}
        save={t('ability.admin.save')}
        discard={t('ability.admin.discard')}
        back={paths.admin('abilities')}
      />
      {changes.length === 0 ? (
        <p>{t('ability.admin.preview.none')}</p>
      ) : (
        <DataTable
          caption={t('ability.admin.preview.table')}
          captionHidden
          rows={changes}
          rowKey={({ key }) => key}
          columns={[
            {
              key: 'ability',
              label: t('ability.column.ability'),
              heading: true,
              cell: ({ key }) => t(`ability.${key}.name`),
            },
            {
              key: 'from',
              label: t('ability.admin.column.from'),
              numeric: true,
              cell: ({ from }) => numberText(from, locale),
            },
            {
              key: 'to',
              label: t('ability.admin.column.to'),
              numeric: true,
              cell: ({ to }) => numberText(to, locale),
            },
            {
              key: 'gain',
              label: t('ability.admin.column.gain'),
              numeric: true,
              cell: ({ gain }) => t('ability.admin.members', { count: gain }),
            },
            {
              key: 'lose',
              label: t('ability.admin.column.lose'),
              numeric: true,
              cell: ({ lose }) => t('ability.admin.members', { count: lose }),
            },
          ]}
        />
      )}
      <p className="muted small">{t('ability.admin.roles')}</p>
    </section>
  )
}
