import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { letter } from '#server/mail/index.ts'
import { KeyValue, PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titledBy } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

export const loader = page(async ({ ctx, params }) => {
  const { subject, address, queuedAt, text } = await letter(ctx, { letterId: params.letterId ?? '' })
  return { subject, address, queuedAt, text }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titledBy(matches, data?.subject ?? undefined)

/** One letter as plain text, as its receiver reads it. */
export default function AdminLetter() {
  const t = useWords()
  const { subject, address, queuedAt, text } = useLoaderData<typeof loader>()
  return (
    <div className="stack column">
      <Breadcrumb
        trail={[{ label: t('admin.outbox'), href: paths.admin('outbox') }, { label: subject ?? '–' }]}
      />
      <PageHead title={subject ?? '–'} />
      <KeyValue
        pairs={[
          [t('outbox.to'), address],
          [t('outbox.queued'), <TimeStamp key="queued" at={queuedAt} />],
        ]}
      />
      <pre className="letter">{text ?? t('outbox.gone')}</pre>
    </div>
  )
}
