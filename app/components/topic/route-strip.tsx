import { Link } from '@remix-run/react'
import { clockTime, dayText, isoTime, shortDay, type Moment } from '#app/lib/format.ts'
import { useNow } from '#app/lib/now.ts'
import { usePlace, useWords } from '#app/lib/words.ts'

export type RouteNode = {
  key: string
  /** "Asked", "Answered", "Solved", "Escalated". */
  word: string
  phase: 'past' | 'current' | 'possible'
  at?: Moment | null
  /** The post or event that caused it. */
  href?: string | null
  tone?: 'solved' | 'escal'
}

/** The way of a topic: past nodes solid, the current one with a marigold core, what may come dotted. */
export function RouteStrip({ nodes, label }: { nodes: readonly RouteNode[]; label?: string }) {
  const t = useWords()
  return (
    <nav className="route" aria-label={label ?? t('route.label')}>
      <ol className="route-row">
        {nodes.map((node) => (
          <li
            key={node.key}
            data-phase={node.phase}
            data-tone={node.tone}
            aria-current={node.phase === 'current' ? 'step' : undefined}
          >
            <span className="route-dot" aria-hidden="true" />
            <span className="route-label">
              {node.href ? <Link to={node.href}>{node.word}</Link> : node.word}
              {node.phase === 'possible' && <span className="visually-hidden"> ({t('route.possible')})</span>}
              {node.at && <NodeTime at={node.at} />}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The hour today, the day before: short, since a strip holds several. */
function NodeTime({ at }: { at: Moment }) {
  const place = usePlace()
  const now = useNow()
  const day = dayText(at, place)
  const today = now !== null && day === dayText(now, place)
  return (
    <time dateTime={isoTime(at)} title={`${day}, ${clockTime(at, place)}`} suppressHydrationWarning>
      {' '}
      {today ? clockTime(at, place) : now === null ? day : shortDay(at, now, place)}
    </time>
  )
}
