import { useFetcher } from '@remix-run/react'
import { useWords } from '#app/lib/words.ts'
import * as paths from '#server/core/paths.ts'
import { Button } from '../ui/button.tsx'
import { InlineStatus } from '../ui/feedback.tsx'

const levels = ['watched', 'tracked', 'normal', 'muted'] as const

type Props = { subject: 'topic' | 'member' | 'board' | 'tag'; id: string | number; level: string | null }

/** How closely one follows something: each of four levels, as a small form that works without script. */
export function FollowControl({ subject, id, level }: Props) {
  const t = useWords()
  const fetcher = useFetcher<{ error?: string } | null>()
  const failed = fetcher.state === 'idle' ? fetcher.data?.error : undefined
  const sent = fetcher.formData?.get('level')
  const now = typeof sent === 'string' ? sent : (level ?? 'normal')
  return (
    <fetcher.Form method="post" action={paths.follows(subject, id)} className="follow">
      <input type="hidden" name="_method" value="PUT" />
      <label className="visually-hidden" htmlFor={`follow-${subject}-${id}`}>
        {t(subject === 'member' ? 'follow.member.label' : 'follow.label')}
      </label>
      <select
        id={`follow-${subject}-${id}`}
        name="level"
        className="input"
        defaultValue={now}
        key={now}
        onChange={(event) => fetcher.submit(event.currentTarget.form)}
      >
        {levels.map((each) => (
          <option key={each} value={each}>
            {t(subject === 'member' ? `follow.member.${each}` : `follow.${each}`)}
          </option>
        ))}
      </select>
      <noscript>
        <Button>{t('follow.set')}</Button>
      </noscript>
      {failed && <InlineStatus tone="danger">{failed}</InlineStatus>}
    </fetcher.Form>
  )
}
