import type { ReactNode } from 'react'
import { isWordKey, useWords } from '#app/lib/words.ts'

/** Where a topic stands, or what it is when it is no question. Shape and word say it; colour comes third. */
export type TopicState = 'open' | 'answered' | 'solved'
export type TopicFlag = 'needs-detail' | 'duplicate' | 'escalated' | 'closed' | 'hidden' | 'held'
export type ShownState = TopicState | TopicFlag | 'discussion' | 'idea' | 'announcement'

const ring = <circle cx="9" cy="9" r="6.5" fill="none" stroke="currentColor" strokeWidth="2.5" />

const shapes: Readonly<Record<ShownState, ReactNode>> = {
  open: ring,
  answered: (
    <>
      {ring}
      <path d="M9 2.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
    </>
  ),
  solved: (
    <>
      <circle cx="9" cy="9" r="7.75" fill="currentColor" />
      <path d="m5.4 9.3 2.5 2.5 4.8-5.2" fill="none" stroke="var(--c-surface)" strokeWidth="2" />
    </>
  ),
  'needs-detail': (
    <>
      {ring}
      <path
        d="M7.4 7.6c.2-1.9 3.4-1.8 3.2.1-.1 1-1.6 1.2-1.6 2.3M9 11.6v1.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </>
  ),
  duplicate: (
    <>
      <rect x="2.2" y="2.2" width="9" height="9" rx="1" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M14 7v8.8H6" fill="none" stroke="currentColor" strokeWidth="2" />
    </>
  ),
  escalated: <path d="M9 1.9 16.1 9 9 16.1 1.9 9z" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  closed: <rect x="1.5" y="6" width="15" height="6" rx="1" fill="currentColor" />,
  hidden: (
    <>
      {ring}
      <path d="m4.5 13.5 9-9" stroke="currentColor" strokeWidth="2.5" />
    </>
  ),
  held: (
    <circle
      cx="9"
      cy="9"
      r="6.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeDasharray="3 2.1"
    />
  ),
  discussion: (
    <>
      {ring}
      <circle cx="9" cy="9" r="2.25" fill="currentColor" />
    </>
  ),
  idea: (
    <path d="M9 2 16 15.5H2z" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinejoin="round" />
  ),
  announcement: (
    <path d="M3.5 1v16M3.5 3h11l-2.5 3.5L14.5 10h-11" fill="none" stroke="currentColor" strokeWidth="2.4" />
  ),
}

/** The shape of a state with its word beside it; `wordHidden` leaves the word to readers where a row is dense. */
export function StateShape({ state, wordHidden }: { state: ShownState; wordHidden?: boolean }) {
  const word = useStateWord()(state)
  return (
    <span className="state" data-state={state} title={wordHidden ? word : undefined}>
      <svg viewBox="0 0 18 18" aria-hidden="true">
        {shapes[state]}
      </svg>
      <span className={wordHidden ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  )
}

const tones: Readonly<Partial<Record<ShownState, string>>> = {
  open: 'petrol',
  answered: 'petrol',
  solved: 'solved',
  'needs-detail': 'escal',
  escalated: 'escal',
  hidden: 'danger',
  idea: 'idea',
}

/** A state as a small filled tag: shape and word on a soft ground. */
export function StatusTag({ state, children }: { state: ShownState; children?: ReactNode }) {
  const word = useStateWord()(state)
  return (
    <span className="tag-mark" data-tone={tones[state]}>
      <svg viewBox="0 0 18 18" aria-hidden="true">
        {shapes[state]}
      </svg>
      {children ?? word}
    </span>
  )
}

function useStateWord() {
  const t = useWords()
  return (state: ShownState) => {
    const key = `state.${state}`
    return isWordKey(key) ? t(key) : state
  }
}

/** The one state a row shows: the flag that matters most, else the state, else the kind of topic. */
export function shownState(topic: {
  kind: string
  state: TopicState
  flags?: readonly TopicFlag[]
}): ShownState {
  const order: readonly TopicFlag[] = ['hidden', 'held', 'duplicate', 'closed', 'escalated', 'needs-detail']
  const flag = order.find((each) => topic.flags?.includes(each))
  if (flag && !(topic.state === 'solved' && (flag === 'closed' || flag === 'escalated'))) return flag
  return topic.kind === 'discussion' || topic.kind === 'idea' || topic.kind === 'announcement'
    ? topic.kind
    : topic.state
}
