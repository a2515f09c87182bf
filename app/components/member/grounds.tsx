import { Form } from '@remix-run/react'
import type { Role } from '#server/core/actor.ts'
import '#app/lib/words-of-conduct.ts'
import { useWords } from '#app/lib/words.ts'
import { ActionButton, Button } from '../ui/button.tsx'
import { Select, TextField } from '../ui/field.tsx'

type Ground = { name: string; title: string; roles: readonly Role[] }
type Props = {
  here: string
  boards: readonly Ground[]
  languages: readonly Ground[]
  allBoards: readonly { value: string; label: string }[]
  roles: readonly Role[]
  errors: (name: string) => readonly string[] | undefined
}

/** Roles that hold on single boards or for single languages only: who holds them sees, hears and decides nothing else. */
export function Grounds({ here, boards, languages, allBoards, roles, errors }: Props) {
  const t = useWords()
  const held = [
    ...boards.map((ground) => ({ ...ground, kind: 'board' as const })),
    ...languages.map((ground) => ({ ...ground, kind: 'language' as const })),
  ]
  const roleOptions = roles
    .filter((role) => role !== 'admin')
    .map((role) => ({ value: role, label: t(`role.${role}`) }))
  return (
    <section className="stack" aria-labelledby="grounds">
      <h2 id="grounds">{t('people.grounds')}</h2>
      <p className="muted">{t('people.grounds.lead')}</p>
      {held.length > 0 && (
        <ul className="plain-list stack gap-2">
          {held.map(({ kind, name, title, roles: has }) => (
            <li key={`${kind} ${name}`} className="cluster">
              <span>
                <strong>{title}</strong> · {has.map((role) => t(`role.${role}`)).join(', ')}
              </span>
              <ActionButton
                action={here}
                method="PUT"
                fields={{ deed: kind, [kind]: name, role: '' }}
                tone="quiet"
                label={t('people.grounds.remove', { title })}
              >
                {t('people.grounds.remove.short')}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" className="cluster">
        <input type="hidden" name="_method" value="PUT" />
        <input type="hidden" name="deed" value="board" />
        <Select id="ground-board" name="board" label={t('people.grounds.board')} options={allBoards} />
        <Select id="board-role" name="role" label={t('people.grounds.role')} options={roleOptions} />
        <Button>{t('people.grounds.board.send')}</Button>
      </Form>
      <Form method="post" className="cluster">
        <input type="hidden" name="_method" value="PUT" />
        <input type="hidden" name="deed" value="language" />
        <TextField
          id="language"
          name="language"
          width="short"
          label={t('people.grounds.language')}
          errors={errors('language')}
        />
        <Select id="language-role" name="role" label={t('people.grounds.role')} options={roleOptions} />
        <Button>{t('people.grounds.language.send')}</Button>
      </Form>
    </section>
  )
}
