import type { Role, TermsRef } from '#server/core/actor.ts'
import * as paths from '#server/core/paths.ts'
import { dayText, listText, type Moment } from '#app/lib/format.ts'
import { isWordKey, usePlace, useWords } from '#app/lib/words.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Banner } from '../ui/feedback.tsx'

/** What a member has to accept, as every page knows it. */
export type TermsOwed = {
  due: TermsRef | null
  ahead: (TermsRef & { from: Moment; changes: number }) | null
  asleep: { roles: readonly Role[]; until: TermsRef } | null
}

/** Over every page of somebody who has a text to accept: which, from when, and the way there (TERMS-04, TERMS-10). */
export function TermsNotice({ owed, here }: { owed: TermsOwed; here: string }) {
  const t = useWords()
  const place = usePlace()
  const { due, ahead, asleep } = owed
  const ref = due ?? asleep?.until ?? ahead
  if (!ref || here.startsWith(paths.terms.accept())) return null
  const name = `terms.${ref.document}`
  return (
    <Banner
      tone={ref === ahead ? 'signal' : 'escal'}
      title={isWordKey(name) ? t(name) : ref.document}
      action={<ButtonLink to={paths.terms.accept(here)}>{t('terms.notice.go')}</ButtonLink>}
    >
      {due
        ? t('terms.notice.due')
        : asleep
          ? t('terms.notice.asleep', {
              roles: listText(
                asleep.roles.map((role) => t(`role.${role}`)),
                place.locale,
              ),
            })
          : ahead && t('terms.notice.ahead', { date: dayText(ahead.from, place), count: ahead.changes })}
    </Banner>
  )
}
