import { Link } from '@remix-run/react'
import type { ShownBadge } from '#server/reputation/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

type Marked = Pick<ShownBadge, 'key' | 'name' | 'metal'>

/** A badge by its name, its metal as shape and word: circle bronze, square silver, diamond gold. `plain`: the metal alone. */
export function BadgeMark({ badge, times, plain }: { badge: Marked; times?: number; plain?: boolean }) {
  const t = useWords()
  return (
    <span className="badge-mark" data-metal={badge.metal}>
      <i aria-hidden="true" />
      {!plain && <Link to={paths.badge(badge.key)}>{badge.name}</Link>}
      <span className="small muted">{t(`badge.metal.${badge.metal}`)}</span>
      {times !== undefined && times > 1 && (
        <span className="small tabular">{t('badge.times', { count: times })}</span>
      )}
    </span>
  )
}
