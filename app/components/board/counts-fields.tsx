import { useRefused } from '#app/lib/forms.ts'
import '#app/lib/words-of-office.ts'
import { useWords } from '#app/lib/words.ts'
import { TextField } from '../ui/field.tsx'

type Counts = { countsAfterHours: number | null; countsAfterVotes: number | null }

/** When a board shows counts of votes (REP-21); empty where it goes by the site. */
export function CountsFields({ board }: { board?: Counts }) {
  const t = useWords()
  const { field } = useRefused()
  return (
    <>
      <TextField
        {...field('countsAfterHours', String(board?.countsAfterHours ?? ''))}
        label={t('admin.board.countsHours')}
        hint={t('admin.board.counts.hint')}
        optional
        inputMode="numeric"
        width="short"
      />
      <TextField
        {...field('countsAfterVotes', String(board?.countsAfterVotes ?? ''))}
        label={t('admin.board.countsVotes')}
        optional
        inputMode="numeric"
        width="short"
      />
    </>
  )
}
