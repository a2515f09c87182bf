import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { refusedCauses, sayCause, setMailCause } from '#server/mail/index.ts'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, url, context }) => {
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const cause = url.searchParams.get('cause')
  const refused = await refusedCauses(ctx)
  const named = cause && !refused.some((row) => row.cause === cause) ? [{ cause, refusedAt: null, label: sayCause(context.locale, cause) }] : []
  return { causes: [...named, ...refused] }
})

const set = (ctx: Ctx, input: { cause: string; refused: string }) => setMailCause(ctx, input)

export const action = act({ POST: set }, ({ input }) => paths.noticeSettings(String(input.cause)))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'notices.title')

/** Which letters one wants: the cause a link came from, and all that were refused before. */
export default function SettingsNotifications() {
  const t = useWords()
  const { causes } = useLoaderData<typeof loader>()
  return (
    <div className="stack column">
      <PageHead title={t('notices.title')} lead={t('notices.lead')} />
      <DataTable
        caption={t('notices.title')}
        captionHidden
        rows={causes}
        rowKey={(row) => row.cause}
        empty={<EmptyState kind="first" title={t('notices.none')} />}
        columns={[
          { key: 'cause', label: t('notices.cause'), heading: true, cell: (row) => row.label },
          { key: 'state', label: t('crm.status'), cell: (row) => t(row.refusedAt ? 'notices.off' : 'notices.on') },
          {
            key: 'change',
            label: t('notices.change'),
            cell: (row) => (
              <Form method="post">
                <input type="hidden" name="cause" value={row.cause} />
                <Button name="refused" value={row.refusedAt ? 'false' : 'true'}>
                  {t(row.refusedAt ? 'notices.turnOn' : 'notices.turnOff')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </div>
  )
}
