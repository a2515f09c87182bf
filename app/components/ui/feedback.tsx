import type { ReactNode } from 'react'
import { useWords } from '#app/lib/words.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'

export type Tone = 'petrol' | 'solved' | 'escal' | 'danger' | 'signal' | 'idea'

const toneIcon: Readonly<Record<Tone, IconName>> = {
  petrol: 'note',
  solved: 'check',
  escal: 'alert',
  danger: 'alert',
  signal: 'note',
  idea: 'note',
}

/** A standing message at the top of a page or section. It never leaves by itself. */
export function Banner(props: {
  tone?: Tone
  icon?: IconName
  title?: string
  children?: ReactNode
  action?: ReactNode
  role?: 'status' | 'alert'
}) {
  const tone = props.tone ?? 'petrol'
  return (
    <div className="banner" data-tone={tone} role={props.role}>
      <Icon name={props.icon ?? toneIcon[tone]} />
      <div className="banner-text">
        {props.title && <strong>{props.title} </strong>}
        {props.children}
      </div>
      {props.action && <div className="button-row">{props.action}</div>}
    </div>
  )
}

/** "Saved 12:04", "Could not save. Try again.": the result, where the action happened. */
export function InlineStatus({ tone, children }: { tone?: 'danger'; children: ReactNode }) {
  return (
    <span className="inline-status" data-tone={tone} role="status">
      {children}
    </span>
  )
}

/** A quiet strip while live updates are cut off. */
export function ConnectionStrip({ lost }: { lost: boolean }) {
  const t = useWords()
  return (
    <div role="status">
      {lost && (
        <p className="connection-strip">
          <Icon name="offline" label="" /> {t('live.lost')}
        </p>
      )}
    </div>
  )
}

/** Counted news that waits until asked for. As a link it works without script: `to` is the page itself, up to date. */
export function NewPill(props: {
  count: number
  kind: 'replies' | 'topics'
  onShow?: () => void
  direction?: 'up' | 'down'
}) {
  const t = useWords()
  if (props.count === 0) return null
  return (
    <div className="pill-slot">
      <button type="button" className="new-pill" onClick={props.onShow} data-shortcut="show.new">
        <Icon name={props.direction ?? 'down'} />
        {t(props.kind === 'replies' ? 'live.replies' : 'live.topics', { count: props.count })}
      </button>
    </div>
  )
}

/** "4 new" in marigold: only ever "new to you". */
export function NewCount({ count }: { count: number }) {
  const t = useWords()
  return count > 0 ? <span className="new-count">{t('list.new', { count })}</span> : null
}

/** The three kinds of nothing, each with one next step: never seen, all done, or filtered away. */
export function EmptyState(props: {
  kind: 'first' | 'cleared' | 'no-match'
  title: string
  children?: ReactNode
  action?: ReactNode
  level?: 2 | 3
}) {
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <div className="empty" data-kind={props.kind}>
      <Heading>{props.title}</Heading>
      {props.children && <p>{props.children}</p>}
      {props.action && <div className="button-row">{props.action}</div>}
    </div>
  )
}
