import { Fragment } from 'react'
import { numberText } from '#app/lib/format.ts'
import { usePlace } from '#app/lib/words.ts'

/** Steps as a line of stops: `reached` of `total` lie behind, the last reached one is "you are here". `text` says it in words. */
export function ProgressLine({ reached, total, text }: { reached: number; total: number; text: string }) {
  const stops = Array.from({ length: total }, (_, index) =>
    index + 1 < reached ? 'past' : index + 1 === reached ? 'current' : 'possible',
  )
  return (
    <div className="progress-line">
      <div className="progress-track" aria-hidden="true">
        {stops.map((phase, index) => (
          <Fragment key={index}>
            {index > 0 && <b data-phase={phase === 'possible' ? 'possible' : undefined} />}
            <i data-phase={phase} />
          </Fragment>
        ))}
      </div>
      <p>{text}</p>
    </div>
  )
}

/** "12 of 25" toward one thing, with the figures in words beside the bar. */
export function Meter({ label, value, of }: { label: string; value: number; of: number }) {
  const { locale } = usePlace()
  return (
    <div className="meter">
      <span>{label}</span>
      <span className="tabular muted">
        {numberText(value, locale)} / {numberText(of, locale)}
      </span>
      <progress value={Math.min(value, of)} max={of} aria-label={label} />
    </div>
  )
}
