import type { Tx } from '#server/core/ctx.ts'
import { append, type Clock, ticking } from './clock-log.ts'

/** A stretch in which a clock must stand still; without `to` it lasts. */
export type Span = { from: Date; to: Date | null }

/** Brings the pauses of one cause in line with the spans that call for them, whatever part of them was seen before. */
export async function followSpans(
  tx: Tx,
  clock: Clock,
  { cause, spans }: { cause: string; spans: readonly Span[] },
): Promise<Clock> {
  let kept = clock
  const seen = new Set(
    clock.log.flatMap((event) => (event.type === 'pause' && event.cause === cause ? [+event.at] : [])),
  )
  for (const span of spans) {
    if (!ticking(kept)) return kept
    if (span.to && span.to <= kept.is.startedAt) continue
    if (!seen.has(+span.from)) kept = await append(tx, kept, { type: 'pause', at: span.from, cause, ref: {} })
    if (span.to && kept.is.pausedBy.includes(cause) && openedAt(kept, cause) === +span.from)
      kept = await append(tx, kept, { type: 'resume', at: span.to, cause, ref: {} })
  }
  const last = spans.at(-1)
  if (kept.is.pausedBy.includes(cause) && (!last || last.to))
    return append(tx, kept, { type: 'resume', at: tx.now, cause, ref: {} })
  return kept
}

const openedAt = (clock: Clock, cause: string) => {
  const opening = clock.log.findLast((event) => event.type === 'pause' && event.cause === cause)
  return opening ? +opening.at : null
}
