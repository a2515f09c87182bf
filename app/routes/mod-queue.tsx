import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { chooseWishes, reviewQueue } from '#server/moderation/index.ts'
import { ownBrowsers } from '#server/notifications/index.ts'
import { PushBrowsers } from '#app/components/moderation/push-browsers.tsx'
import { clausesInForce } from '#server/terms/index.ts'
import { QueueList, QueueRail } from '#app/components/moderation/queue-list.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ConnectionStrip } from '#app/components/ui/feedback.tsx'
import { Checkbox, Select } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Pager } from '#app/components/ui/navigation.tsx'
import { act, page } from '#app/lib/handler.ts'
import { useLive } from '#app/lib/live.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-moderation.ts'

export const loader = page(async ({ ctx, url, context }) => ({
  ...(await reviewQueue(ctx, {
    view: viewIn(url),
    cursor: url.searchParams.get('cursor'),
  })),
  clauses: (await clausesInForce(ctx)).map(({ key, title }) => ({ key, title })),
  now: ctx.now,
  push: await ownBrowsers(ctx, { session: context.session?.hash }),
}))

/** A view that an old address names and that is no more is the whole queue. */
const viewIn = (url: URL) => (url.searchParams.get('view') ?? 'all') as 'all'

export const action = act({ POST: chooseWishes })

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'mod.title')

/** /mod/queue: whatever waits for a moderator, of every kind, heavier first. */
export default function ModQueue() {
  const t = useWords()
  const { view, rows, next, counts, wishes, clauses, now, push } = useLoaderData<typeof loader>()
  const { lost } = useLive(['queue'])
  const steps = (['low', 'medium', 'high'] as const).map((value) => ({
    value,
    label: t(`mod.priority.${value}`),
  }))
  return (
    <div className="stack">
      <ConnectionStrip lost={lost} />
      <PageHead title={t('mod.title')}>
        <ButtonLink to={paths.conduct.log()} tone="quiet">
          {t('mod.log')}
        </ButtonLink>
        <ButtonLink to={paths.modRules()} tone="quiet">
          {t('mod.rules')}
        </ButtonLink>
        <ButtonLink to={paths.assignments()} tone="quiet">
          {t('mod.assignments')}
        </ButtonLink>
        <ButtonLink to={paths.queueReport()} tone="quiet">
          {t('mod.report')}
        </ButtonLink>
        <ButtonLink to={paths.irregularVotes()} tone="quiet">
          {t('mod.votes')}
        </ButtonLink>
      </PageHead>
      <QueueRail view={view} counts={counts} />
      <QueueList rows={rows} view={view} now={now} clauses={clauses} />
      <Pager older={next === null ? null : paths.reviewQueue({ view, cursor: next })} />
      <details>
        <summary>{t('mod.wishes')}</summary>
        <div className="stack">
          <Form method="post" className="stack narrow">
            <Select
              id="minimum"
              name="minimum"
              label={t('mod.wishes.minimum')}
              defaultValue={wishes.minimum}
              options={steps}
            />
            <Select
              id="alertFrom"
              name="alertFrom"
              label={t('mod.wishes.alertFrom')}
              defaultValue={wishes.alertFrom}
              options={steps}
            />
            <Checkbox
              name="alertPage"
              label={t('mod.wishes.alertPage')}
              value="true"
              defaultChecked={wishes.alertPage}
            />
            <Checkbox
              name="alertMail"
              label={t('mod.wishes.alertMail')}
              value="true"
              defaultChecked={wishes.alertMail}
            />
            <Checkbox
              name="alertPush"
              label={t('mod.wishes.alertPush')}
              value="true"
              defaultChecked={wishes.alertPush}
            />
            <Button>{t('mod.save')}</Button>
          </Form>
          <PushBrowsers push={push} />
        </div>
      </details>
    </div>
  )
}
