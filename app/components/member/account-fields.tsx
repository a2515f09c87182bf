import { useRefused } from '#app/lib/forms.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import { TextField } from '../ui/field.tsx'

/** The name by which a member is mentioned and found. */
export function HandleField() {
  const t = useWords()
  const { field } = useRefused()
  return (
    <TextField
      {...field('handle')}
      label={t('join.handle')}
      hint={t('join.handle.hint')}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      required
    />
  )
}

/** Where letters go; `hint` says what for. */
export function AddressField({ hint }: { hint?: string }) {
  const t = useWords()
  const { field } = useRefused()
  return (
    <TextField
      {...field('email')}
      type="email"
      label={t('join.email')}
      hint={hint}
      autoComplete="email"
      required
    />
  )
}
