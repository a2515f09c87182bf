import { useFetcher } from '@remix-run/react'
import type { Moment } from '#app/lib/format.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import { Button, DisabledButton } from '../ui/button.tsx'
import { InlineStatus } from '../ui/feedback.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

export type Vote = 1 | 0 | -1

export type VoteProps = {
  /** Null while the counts are hidden. */
  score: number | null
  /** By when at most they show. */
  shownFrom?: Moment | null
  mine: Vote
  /** The vote's address: PUT with `value` 1 or -1 sets it, 0 takes it back. */
  action: string
  /** Sentences why not; absent where one may. */
  whyNotUp?: string | undefined
  whyNotDown?: string | undefined
  /** Leave the down arrow out where boards do not have it. */
  upOnly?: boolean
  /** "Same problem" on a question; else "Helpful". */
  of?: 'question' | 'answer' | 'comment'
}

/** Up and down as one plain form; painted at once with script, put back with a reason when the server says no. */
export function VoteButtons(props: VoteProps) {
  const t = useWords()
  const fetcher = useFetcher<{ error?: string } | undefined>({ key: `vote-${props.action}` })
  const mine = fetcher.formData ? (Number(fetcher.formData.get('value') ?? 0) as Vote) : props.mine
  const score = props.score === null ? null : props.score - props.mine + mine
  const failed = fetcher.state === 'idle' ? fetcher.data?.error : undefined
  return (
    <>
      <fetcher.Form
        className="votes"
        role="group"
        aria-label={score === null ? t('vote.group.hidden') : t('vote.group', { count: score })}
        method="post"
        action={props.action}
        preventScrollReset
      >
        <input type="hidden" name="_method" value="PUT" />
        <OneVote {...props} value={1} pressed={mine === 1} whyNot={props.whyNotUp}>
          {props.of === 'question' ? t('vote.same') : null}{' '}
          {score !== null && <span className="vote-count">{score}</span>}
        </OneVote>
        {!props.upOnly && <OneVote {...props} value={-1} pressed={mine === -1} whyNot={props.whyNotDown} />}
      </fetcher.Form>
      {score === null && props.shownFrom && (
        <span className="vote-note small muted">
          <Sentence of="vote.hidden" parts={{ when: <TimeStamp at={props.shownFrom} /> }} />
        </span>
      )}
      {failed && <InlineStatus tone="danger">{failed}</InlineStatus>}
    </>
  )
}

type OneProps = VoteProps & {
  value: 1 | -1
  pressed: boolean
  whyNot: string | undefined
  children?: React.ReactNode
}

function OneVote({ value, pressed, whyNot, score, of, children }: OneProps) {
  const t = useWords()
  const name =
    value === -1
      ? t('vote.down')
      : score === null
        ? t('vote.up.hidden')
        : t(of === 'question' ? 'vote.up.question' : 'vote.up', { count: score })
  const face = (
    <>
      <Arrow value={value} />
      {children}
    </>
  )
  if (whyNot !== undefined) return <DisabledButton why={whyNot}>{face}</DisabledButton>
  return (
    <Button
      name="value"
      value={pressed ? 0 : value}
      aria-pressed={pressed}
      aria-label={name}
      title={name}
      data-shortcut={value === 1 ? 'topic.vote' : undefined}
    >
      {face}
    </Button>
  )
}

function Arrow({ value }: { value: 1 | -1 }) {
  return (
    <svg className="vote-mark" viewBox="0 0 16 14" aria-hidden="true">
      <path d={value === 1 ? 'M8 1 15.5 13H.5z' : 'M8 13 .5 1h15z'} />
    </svg>
  )
}
