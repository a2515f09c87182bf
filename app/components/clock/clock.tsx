import { isWordKey, usePlace, useWords } from '#app/lib/words.ts'
import { dueText, isoTime, spanText, type Moment } from '#app/lib/format.ts'
import { useNow } from '#app/lib/now.ts'

/** running: more than 25 % left. soon: at most 25 %. critical: at most 10 %. Then breached, paused, met. */
export type ClockState = 'running' | 'soon' | 'critical' | 'breached' | 'paused' | 'met'

export type ClockProps = {
  state: ClockState
  /** Signed seconds to the due moment when `measuredAt` was read; negative once breached. */
  secondsLeft: number
  /** The server's now, from which the browser counts on. */
  measuredAt: Moment
  dueAt: Moment | null
  /** What is promised: "first reply". */
  what?: string
  /** The same in business time, where the promise is one: "0:18 business". */
  businessLeft?: string | null
  /** Why it is paused. */
  pausedFor?: string | null
}

/** A running promise: shape, signed time and due moment in words. It changes by value, never blinks, never speaks up. */
export function Clock(props: ClockProps) {
  const t = useWords()
  const place = usePlace()
  const now = useNow()
  const { dueAt } = props
  const counting = props.state !== 'paused' && props.state !== 'met'
  const measured = new Date(props.measuredAt).getTime()
  const elapsed = now === null || !counting ? 0 : Math.max(0, now - measured) / 1000
  const seconds = props.secondsLeft - elapsed
  const state = counting && seconds < 0 ? 'breached' : props.state
  const left = spanText(seconds, place.locale)
  return (
    <span className="clock" data-state={state} suppressHydrationWarning>
      <span className="clock-now">
        <ClockFace state={state} />
        <span className="visually-hidden">{stateWord(t, state)}: </span>
        {props.what && <span>{props.what}</span>}
        <span className="clock-left" suppressHydrationWarning>
          {counting
            ? t(state === 'breached' ? 'clock.past' : 'clock.left', { time: left })
            : stateWord(t, state)}
          {counting && dueAt !== null && <span aria-hidden="true"> ·</span>}
        </span>
      </span>
      {state === 'paused' && props.pausedFor && <span className="clock-due">{props.pausedFor}</span>}
      {counting && dueAt !== null && (
        <span className="clock-due">
          <time dateTime={isoTime(dueAt)}>
            {t('clock.due', { when: dueText(dueAt, props.measuredAt, place) })}
          </time>
        </span>
      )}
      {counting && props.businessLeft && <span className="clock-due">({props.businessLeft})</span>}
    </span>
  )
}

function stateWord(t: ReturnType<typeof useWords>, state: ClockState) {
  const key = `clock.state.${state}`
  return isWordKey(key) ? t(key) : state
}

/** Six faces that differ without colour: quarter, half, near-full, solid, two bars, check. */
export function ClockFace({ state }: { state: ClockState }) {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2">
      {state === 'paused' && <path d="M6 3v12M12 3v12" strokeWidth="2.5" />}
      {state === 'met' && <path d="m3 9.5 4 4 8-9" strokeWidth="2.75" />}
      {state === 'breached' && <circle cx="9" cy="9" r="8" fill="currentColor" stroke="none" />}
      {state in wedges && (
        <>
          <circle cx="9" cy="9" r="7" />
          <path d={wedges[state as keyof typeof wedges]} fill="currentColor" stroke="none" />
        </>
      )}
    </svg>
  )
}

const wedges = {
  running: 'M9 9V4a5 5 0 0 1 5 5z',
  soon: 'M9 9V2.5a6.5 6.5 0 0 1 0 13z',
  critical: 'M9 9V2a7 7 0 1 1-6.6 4.7z',
} as const

/** When, as a sum anyone can check: "Sat 14:30 + 4 h business + 0:40 paused = due Mon 10:10". */
export function SumLine(props: {
  start: Moment
  target: string
  paused?: string | null
  due: Moment
  now: Moment
}) {
  const t = useWords()
  const place = usePlace()
  return (
    <p className="sum-line">
      <span className="sum-part">
        {t('clock.sum.start', { when: dueText(props.start, props.now, place) })}
      </span>
      <span className="sum-part">+ {t('clock.sum.target', { target: props.target })}</span>
      {props.paused && <span className="sum-part">+ {t('clock.sum.paused', { paused: props.paused })}</span>}
      <b className="sum-part">= {t('clock.due', { when: dueText(props.due, props.now, place) })}</b>
    </p>
  )
}
