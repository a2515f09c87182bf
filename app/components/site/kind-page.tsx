import * as paths from '#server/core/paths.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import { ButtonLink } from '../ui/button.tsx'

/** A page that cannot be shown, kindly: what happened and what to do next. Known: 403, 404, 410, 422, 429; else 500. */
export function KindPage({
  status,
  reason,
  requestId,
}: {
  status: number
  reason?: string | undefined
  requestId?: string | undefined
}) {
  const t = useWords()
  const known = isWordKey(`kind.${status}.title`) ? status : 500
  const words = (part: 'title' | 'text') => {
    const key = `kind.${known}.${part}`
    return isWordKey(key) ? t(key) : ''
  }
  return (
    <div className="kind-page">
      <p className="kind-page-code">{status}</p>
      <h1 tabIndex={-1}>{words('title')}</h1>
      <p>{reason ?? words('text')}</p>
      {requestId && <p className="small muted">{t('kind.request', { id: requestId })}</p>}
      <div className="button-row">
        <ButtonLink to={paths.search()} tone="primary" icon="search">
          {t('kind.search')}
        </ButtonLink>
        <ButtonLink to={paths.home()}>{t('kind.home')}</ButtonLink>
      </div>
    </div>
  )
}
