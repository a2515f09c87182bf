import type { NoticeKind } from '#db/schema/notifications.ts'
import { say, sayMoment } from '#server/core/words.ts'

type Said = {
  kind: NoticeKind
  params: Readonly<Record<string, string | number>>
  by: { handle: string; displayName: string } | null
}

export type Reader = { locale: string; timeZone: string | null }

/** "Idris and 3 others answered": what happened, of notices of one kind, the newest first. */
export function summaryOf(reader: Reader, notices: readonly Said[]): string {
  const [newest] = notices
  if (!newest) return ''
  const names = new Set(notices.map(({ by }) => by?.displayName ?? ''))
  const by = newest.by?.displayName ?? say(reader.locale, 'notice.somebody')
  const due = newest.params.dueAt ? sayMoment(reader, new Date(newest.params.dueAt)) : 'none'
  return say(reader.locale, `notice.kind.${newest.kind}`, {
    ...newest.params,
    due,
    by,
    others: names.size - 1,
  })
}

/** Why this member was told (NOTE-02). */
export const whyOf = (
  locale: string,
  notice: { rule: string; params: Readonly<Record<string, string | number>> },
) => say(locale, `notice.why.${notice.rule}`, notice.params)
