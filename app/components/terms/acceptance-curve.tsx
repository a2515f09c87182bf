import { dayText, numberText } from '#app/lib/format.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

type Point = { day: string; total: number }
const [width, height] = [600, 96]
const oneDay = 86_400_000

const at = ({ day }: Point) => new Date(`${day}T00:00:00Z`).getTime()

/** How acceptance grew from day to day, as steps toward everybody it binds; nothing before there is a second day. */
export function AcceptanceCurve({ points, of }: { points: readonly Point[]; of: number }) {
  const t = useWords()
  const place = usePlace()
  const [first] = points
  const last = points.at(-1)
  if (!first || !last || first === last) return null
  const span = at(last) - at(first) + oneDay
  const x = (moment: number) => ((moment - at(first)) / span) * width
  const y = (total: number) => height - (total / Math.max(of, last.total)) * height
  const steps = points.map((point) => `H${x(at(point)).toFixed(1)}V${y(point.total).toFixed(1)}`).join('')
  const inUtc = { ...place, timeZone: 'UTC' }
  const words = t('policy.people.curve', {
    from: dayText(`${first.day}T00:00:00Z`, inUtc),
    until: dayText(`${last.day}T00:00:00Z`, inUtc),
    first: numberText(first.total, place.locale),
    last: numberText(last.total, place.locale),
  })
  return (
    <figure className="curve">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={`M0 ${height}${steps}H${width}`} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption>{words}</figcaption>
    </figure>
  )
}
