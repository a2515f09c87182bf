import { Link } from '@remix-run/react'
import type { TopicPromise } from '#server/escalation/index.ts'
import * as paths from '#server/core/paths.ts'
import { durationText } from '#app/lib/format.ts'
import { isWordKey, Sentence, usePlace, useWords } from '#app/lib/words.ts'
import { Clock, SumLine, type ClockState } from '../clock/clock.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { EscalationState } from './marks.tsx'

type Shown = TopicPromise['clocks'][number]

const asState = (word: Shown['state']): ClockState | null => (word === 'ended' ? null : word)

/** A clock as asker and engineer both see it, with the sum that anyone can check. */
export function PromisedClock({ clock, now }: { clock: Shown; now: Date | string }) {
  const t = useWords()
  const { locale } = usePlace()
  const state = asState(clock.state)
  if (state === null) return null
  const cause = `pause.${clock.cause ?? ''}`
  return (
    <div className="stack gap-1">
      <Clock
        state={state}
        secondsLeft={clock.leftSeconds ?? 0}
        measuredAt={now}
        dueAt={clock.dueAt}
        what={t(clock.kind === 'NR' ? 'promise.reply' : 'promise.solution')}
        businessLeft={
          clock.clock === 'business' && clock.businessLeftSeconds !== null
            ? t('promise.business', { time: durationText(clock.businessLeftSeconds, locale) })
            : null
        }
        pausedFor={state === 'paused' && isWordKey(cause) ? t(cause) : null}
      />
      {state !== 'met' && <PromisedSum clock={clock} now={now} />}
    </div>
  )
}

/** "start + target + paused = due", which is all that orders a queue. */
export function PromisedSum({ clock, now }: { clock: Shown; now: Date | string }) {
  const t = useWords()
  const { locale } = usePlace()
  if (!clock.dueAt) return null
  return (
    <SumLine
      start={clock.startedAt}
      target={`${durationText(clock.targetSeconds, locale)}${clock.clock === 'business' ? ` ${t('promise.inBusiness')}` : ''}`}
      paused={clock.pausedSeconds > 0 ? durationText(clock.pausedSeconds, locale) : null}
      due={clock.dueAt}
      now={now}
    />
  )
}

/** What is promised on this question, for the asker and for staff: clocks, the announcement, the escalation, its reasons. */
export function TopicPromises({
  promise,
  topicId,
  now,
}: {
  promise: TopicPromise
  topicId: number
  now: Date | string
}) {
  const t = useWords()
  const live = promise.clocks.filter((clock) => clock.state !== 'ended' && clock.state !== 'met')
  const announced = live.find((clock) => clock.announced && clock.dueAt)
  return (
    <div className="stack gap-3">
      {!promise.escalation && live.map((clock) => <PromisedClock key={clock.id} clock={clock} now={now} />)}
      {!promise.escalation && announced?.dueAt && (
        <p className="announced">
          <Sentence of="promise.announce" parts={{ when: <TimeStamp at={announced.dueAt} /> }} />
        </p>
      )}
      {promise.escalation && <EscalationNote promise={promise} />}
      {promise.policy && (
        <p className="small muted">
          {t('promise.policy', { name: promise.policy.name, version: promise.policy.version })}
        </p>
      )}
      <Offer promise={promise} topicId={topicId} />
      {promise.trace.length > 0 && !promise.escalation && <Trace lines={promise.trace} />}
    </div>
  )
}

function EscalationNote({ promise }: { promise: TopicPromise }) {
  const t = useWords()
  const escalation = promise.escalation
  if (!escalation) return null
  const cause = `escalation.cause.${escalation.cause}`
  return (
    <div className="stack gap-2">
      <p>
        <EscalationState state={escalation.state} /> {isWordKey(cause) ? t(cause) : escalation.cause}
      </p>
      <p className="small muted">
        {escalation.case && <>{t('escalation.case', { number: escalation.case.number })} · </>}
        {escalation.assignee
          ? t('escalation.assignee', { name: escalation.assignee.name })
          : t('escalation.unassigned')}
      </p>
      {promise.policy && (
        <Link to={paths.escalation(escalation.id)} className="small">
          {t('escalation.open')}
        </Link>
      )}
      <Trace lines={escalation.trace} />
    </div>
  )
}

/** Why it did or did not escalate, in plain sentences. */
export function Trace({ lines }: { lines: readonly { at: Date | string; text: string }[] }) {
  const t = useWords()
  if (lines.length === 0) return null
  return (
    <details className="small">
      <summary>{t('promise.why')}</summary>
      <ol className="trace">
        {lines.map((line, place) => (
          <li key={place}>
            <TimeStamp at={line.at} /> {line.text}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Offer({ promise, topicId }: { promise: TopicPromise; topicId: number }) {
  const t = useWords()
  const offer = promise.escalateNow
  if (!offer) return null
  if (!offer.allowed) return offer.reason ? <p className="small muted">{offer.reason}</p> : null
  return (
    <div className="button-row">
      <ButtonLink to={paths.escalate(topicId)}>{t('escalate.open')}</ButtonLink>
      {offer.quota && <span className="small muted">{t('escalate.quota', offer.quota)}</span>}
    </div>
  )
}
