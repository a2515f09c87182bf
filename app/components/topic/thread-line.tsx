import type { ReactNode } from 'react'
import { initials } from '#app/lib/format.ts'
import { useWords } from '#app/lib/words.ts'
import { Icon } from '../ui/icon.tsx'

/** Who or what stands at a stop. Shape says it: circle, rounded square, filled check, dashed square, diamond. */
export type StopKind = 'member' | 'staff' | 'accepted' | 'private' | 'system' | 'future'

/** One stop on the line. `isNew` gives it the marigold core; `staff` keeps an accepted answer of staff square. */
export function Stop({
  kind,
  name,
  isNew,
  staff,
}: {
  kind: StopKind
  name?: string
  isNew?: boolean
  staff?: boolean
}) {
  const t = useWords()
  return (
    <span
      className="stop thread-stop"
      data-kind={kind}
      data-new={isNew || undefined}
      data-staff={staff || undefined}
    >
      {kind === 'accepted' && <CheckSign />}
      {kind === 'private' && <Icon name="lock" />}
      {(kind === 'member' || kind === 'staff') && <span aria-hidden="true">{initials(name ?? '')}</span>}
      {isNew && <span className="visually-hidden">{t('thread.new')}</span>}
    </span>
  )
}

function CheckSign() {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2.75">
      <path d="m3.5 9.5 4 4 7-8" />
    </svg>
  )
}

/** The colour of the line from a stop to the next one; `end` draws none. */
export type Segment = 'question' | 'solved' | 'private' | 'neutral' | 'future' | 'end'

/** The line of a topic, an ordered list of `ThreadItem`s. */
export function ThreadLine({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className="thread" aria-label={label}>
      {children}
    </ol>
  )
}

/** One stop with what hangs on it: a post, an event, the composer. `id` is the anchor ("p-3"). */
export function ThreadItem(props: {
  id?: string
  segment: Segment
  stop: ReactNode
  isNew?: boolean
  children: ReactNode
}) {
  return (
    <li
      className="thread-item"
      id={props.id}
      data-segment={props.segment}
      data-row
      data-is-new={props.isNew || undefined}
    >
      {props.stop}
      {props.children}
    </li>
  )
}

/** A system event on the line, in one sentence. */
export function ThreadEvent({ segment, children }: { segment: Segment; children: ReactNode }) {
  return (
    <ThreadItem segment={segment} stop={<Stop kind="system" />}>
      <div className="thread-aside" data-event>
        <p>{children}</p>
      </div>
    </ThreadItem>
  )
}

/** A stretch of line without a stop: the heading over the answers. */
export function ThreadStretch({ segment, children }: { segment: Segment; children: ReactNode }) {
  return (
    <li className="thread-item" data-segment={segment}>
      <div className="thread-aside">{children}</div>
    </li>
  )
}
