import { noticeHelp } from '#server/core/notice-help.ts'
import * as paths from '#server/core/paths.ts'
import { sayMoment } from '#server/core/words.ts'
import type { Receiver } from '../views/receiver.ts'
import { sayInLetter } from '../words.ts'
import type { Drawn } from './drawn.ts'

/** What moderation lets out for the letter of a statement: everything its member is told. */
export type Statement = {
  id: string
  kind: string
  message: string
  clause: { title: string; text: string } | null
  limits: readonly string[]
  until: Date | null
  appealable: boolean
}

/**
 * The letter that tells a member what was decided about them, whole: words, rule, how long, what can be done, and where to
 * appeal (MOD-14). It carries no way to stop such letters.
 */
export function statementLetter({ kind, ...statement }: Statement, receiver: Receiver): Drawn {
  const { locale } = receiver
  const line = (key: string, params?: Record<string, string>) => sayInLetter(locale, key, params)
  const { clause, until } = statement
  return {
    subject: line(`letter.statement.subject.${kind}`),
    lines: [
      line(`letter.statement.body.${kind}`),
      ...statement.limits.map((limit) => line(`letter.statement.limit.${limit}`)),
      ...(clause ? [line('letter.statement.clause', clause)] : []),
      ...(until ? [line('letter.statement.until', { until: sayMoment(receiver, until) })] : []),
    ],
    quote: { by: line('letter.statement.words'), text: statement.message },
    after: [
      line(`letter.statement.can.${kind}`),
      ...(statement.appealable ? [line('letter.statement.appeal')] : []),
    ],
    open: { label: line('letter.statement.open'), path: paths.statement(statement.id) },
    helpPath: noticeHelp('statement', { about: kind }),
    why: line('letter.statement.why'),
  }
}
