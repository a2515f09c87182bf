import type { MetaFunction } from '@remix-run/node'
import { Link, useFetcher, useLoaderData, useNavigation } from '@remix-run/react'
import { useEffect } from 'react'
import type { ReviewItemId } from '#server/core/ids.ts'
import * as paths from '#server/core/paths.ts'
import { boardList } from '#server/forum/index.ts'
import {
  claimItem,
  decideItem,
  nextItem,
  type QueueView,
  reviewItem,
  reviewQueue,
} from '#server/moderation/index.ts'
import { clausesInForce, currentTerms } from '#server/terms/index.ts'
import { ItemPane } from '#app/components/moderation/item-pane.tsx'
import { QueueList, QueueRail } from '#app/components/moderation/queue-list.tsx'
import { ActionButton } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Banner, ConnectionStrip } from '#app/components/ui/feedback.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { useLive } from '#app/lib/live.ts'
import { titledBy } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-moderation.ts'

const viewIn = (url: URL) => (url.searchParams.get('view') ?? 'all') as QueueView

export const loader = page(async ({ ctx, params, url, context }) => {
  const itemId = (params.itemId ?? '') as ReviewItemId
  const view = viewIn(url)
  const list = await reviewQueue(ctx, { view })
  const first = await reviewItem(ctx, { itemId, clause: url.searchParams.get('clause') })
  // without script nothing else says that somebody reads it
  if (!context.scripted && first.can.decide && ctx.actor.kind === 'member') await claimItem(ctx, { itemId })
  const nextId = await nextItem(ctx, { view, after: itemId })
  const [clauses, guideline, boards] = await Promise.all([
    clausesInForce(ctx),
    currentTerms(ctx, { document: 'moderation-guideline' }),
    boardList(ctx),
  ])
  return {
    view,
    list,
    item: first,
    next: nextId ? await reviewItem(ctx, { itemId: nextId }) : null,
    clauses: clauses.map(({ key, title, text }) => ({
      key,
      title,
      text,
      guideline: guideline.clauses.find((advice) => advice.key === key)?.html ?? null,
    })),
    boards: boards.map(({ slug, title }) => ({ slug, title })),
    done: url.searchParams.get('done'),
    now: ctx.now,
  }
})

/** After a decision comes the next item of the view, or the empty queue. */
export const action = act({ POST: decideItem }, async ({ ctx, url, result }) => {
  const view = viewIn(url)
  const done = result.action === 'skip' || result.action === 'snooze' ? null : result.decisionId
  const next = await nextItem(ctx, { view, after: result.itemId })
  return next ? paths.reviewItem(next, { view, done }) : paths.reviewQueue({ view })
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titledBy(matches, data?.item.topic?.title ?? data?.item.author?.name ?? undefined)

/** /mod/item/<id>: the list beside the item where there is room. What comes next is here already, and shows at once. */
export default function ModItem() {
  const t = useWords()
  const { view, list, item, next, clauses, boards, done, now } = useLoaderData<typeof loader>()
  const navigation = useNavigation()
  const { refusal, summary, errors, value } = useRefused()
  const { lost } = useLive(['queue'])
  const deciding = navigation.formData?.get('action') != null && navigation.state !== 'idle'
  const shown = deciding && next && !refusal ? next : item
  useClaim(item.id, item.can.decide)
  return (
    <div className="stack">
      <ConnectionStrip lost={lost} />
      <QueueRail view={view} counts={list.counts} />
      {done && (
        <Banner
          tone="solved"
          role="status"
          action={
            <ActionButton action={paths.decision(done)} method="DELETE" tone="quiet" shortcut="review.undo">
              {t('mod.undo')}
            </ActionButton>
          }
        >
          {t('mod.done')}
        </Banner>
      )}
      <ErrorSummary errors={summary} />
      <div className="queue-panes">
        <aside className="queue-side">
          <QueueList rows={list.rows} view={view} current={shown.id} now={now} />
        </aside>
        <div className="stack">
          <Link className="queue-back" to={paths.reviewQueue({ view })}>
            {t('mod.back')}
          </Link>
          <fieldset className="queue-fence" disabled={deciding}>
            <ItemPane item={shown} clauses={clauses} boards={boards} errors={errors} value={value} />
          </fieldset>
        </div>
      </div>
    </div>
  )
}

const lookEvery = 60_000

/** Says that this item is being looked at: on opening it, and while its reader does something. */
function useClaim(itemId: string, mayDecide: boolean) {
  const { submit } = useFetcher()
  useEffect(() => {
    if (!mayDecide) return
    let last = -lookEvery
    const claim = () => {
      if (document.hidden || performance.now() - last < lookEvery) return
      last = performance.now()
      submit({ _method: 'PUT' }, { method: 'post', action: paths.reviewPart(itemId, 'claim') })
    }
    claim()
    const signs = ['keydown', 'pointermove', 'scroll'] as const
    for (const sign of signs) addEventListener(sign, claim, { passive: true })
    return () => {
      for (const sign of signs) removeEventListener(sign, claim)
    }
  }, [itemId, mayDecide, submit])
}
