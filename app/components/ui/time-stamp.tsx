import { fullTime, isoTime, relativeText, type Moment } from '#app/lib/format.ts'
import { useNow } from '#app/lib/now.ts'
import { usePlace } from '#app/lib/words.ts'

/** A moment: the full time in the reader's zone from the server, "5 h ago" once the page is alive, the full time on hover. */
export function TimeStamp({ at, exact }: { at: Moment; exact?: boolean }) {
  const place = usePlace()
  const now = useNow()
  const full = fullTime(at, place)
  return (
    <time
      dateTime={isoTime(at)}
      title={now === null ? undefined : full}
      className="nowrap"
      suppressHydrationWarning
    >
      {now === null || exact ? full : relativeText(at, now, place)}
    </time>
  )
}
