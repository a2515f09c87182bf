import type { CoverageSnapshot } from '#db/schema/index.ts'
import type { Actor } from '#server/core/actor.ts'
import { say } from '#server/core/words.ts'
import type { Clock } from './clock-log.ts'
import { isoDuration } from './durations.ts'
import type { Policy } from './policies.ts'

/** One sentence of why a question did or did not escalate. */
export type TraceLine = { at: Date; text: string }

/** Contract, policy and every start, pause, resume, stop and firing of a clock, as sentences in order (ESC-11's base). */
export function traceOf({ row, log, is }: Clock, policy: Policy, reader: Reader): TraceLine[] {
  const target = log[0]?.ref.target
  const opening = [
    { at: is.firstStartedAt, text: coverageLine(row.coverage, reader) },
    {
      at: is.firstStartedAt,
      text: say(reader.locale, 'trace.policy', {
        policy: policy.name,
        version: row.policyVersion,
        kind: row.kind,
        target: isoDuration(target?.seconds ?? 0),
        clock: target?.clock ?? 'elapsed',
      }),
    },
  ]
  return [
    ...opening,
    ...log.map((event) => ({
      at: event.at,
      text: say(reader.locale, `trace.${event.type}`, {
        kind: row.kind,
        cause: event.cause,
        due: is.dueAt ? momentIn(is.dueAt, reader) : '',
      }),
    })),
  ]
}

export const coverageLine = (coverage: CoverageSnapshot, reader: Reader) =>
  say(reader.locale, 'trace.coverage', {
    contract: coverage.reference,
    level: coverage.level ?? 'none',
    candidates: coverage.candidates.length,
  })

/** In whose words and whose time a trace is written. */
export type Reader = { locale: string; zone: string }

export const readerOf = (actor: Actor): Reader =>
  actor.kind === 'member'
    ? { locale: actor.locale, zone: actor.timeZone ?? 'UTC' }
    : { locale: 'en', zone: 'UTC' }

export const momentIn = (at: Date, { locale, zone }: Reader) =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
    hourCycle: 'h23',
  }).format(at)
