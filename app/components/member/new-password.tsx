import '#app/lib/words-of-account.ts'
import { useWords } from '#app/lib/words.ts'
import { TextField } from '../ui/field.tsx'

/** A password chosen anew: its length is said beside it and judged by identity, not by the browser alone. */
export function NewPassword({ label, errors }: { label: string; errors?: readonly string[] | undefined }) {
  const t = useWords()
  return (
    <TextField
      id="password"
      name="password"
      type="password"
      label={label}
      hint={t('join.password.hint')}
      errors={errors}
      autoComplete="new-password"
      minLength={10}
      maxLength={200}
      required
    />
  )
}
