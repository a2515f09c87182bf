import type { MetaFunction } from '@remix-run/node'
import { Link, type ShouldRevalidateFunction, useFetcher, useLoaderData } from '@remix-run/react'
import { type FormEvent, useEffect } from 'react'
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
import { DeskStrip, Sending } from '#app/components/moderation/desk-strip.tsx'
import { QueueList, QueueRail } from '#app/components/moderation/queue-list.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { ConnectionStrip } from '#app/components/ui/feedback.tsx'
import { useDesk } from '#app/lib/desk.ts'
import { refused, useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { useLive } from '#app/lib/live.ts'
import { titledBy } from '#app/lib/meta.ts'
import { afterPaint } from '#app/lib/after-paint.ts'
import { isOfDesk, isOwnMove } from '#app/lib/own-move.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-moderation.ts'

const viewIn = (url: URL) => (url.searchParams.get('view') ?? 'all') as QueueView

export const loader = page(async ({ ctx, params, url, context }) => {
  const itemId = (params.itemId ?? '') as ReviewItemId
  const view = viewIn(url)
  const item = await reviewItem(ctx, { itemId, clause: url.searchParams.get('clause') })
  // without script nothing else says that somebody reads it
  if (!context.scripted && item.can.decide && ctx.actor.kind === 'member') await claimItem(ctx, { itemId })
  const nextId = await nextItem(ctx, { view, after: itemId })
  const [{ rows, counts }, next, clauses, guideline, boards] = await Promise.all([
    reviewQueue(ctx, { view }),
    nextId && reviewItem(ctx, { itemId: nextId }),
    clausesInForce(ctx),
    currentTerms(ctx, { document: 'moderation-guideline' }),
    boardList(ctx),
  ])
  return {
    view,
    list: { rows, counts },
    item,
    ahead: next ? [next] : [],
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

/** The desk knows what it moved to, and asks for what changed by itself: claims, decisions and news load no page again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formAction,
  currentUrl,
  nextUrl,
  nextParams,
  defaultShouldRevalidate,
}) => {
  if (formAction && isOfDesk(formAction)) return false
  const moved = currentUrl.pathname !== nextUrl.pathname
  if (moved) return !isOwnMove(nextParams.itemId)
  return formAction === undefined && currentUrl.href === nextUrl.href ? false : defaultShouldRevalidate
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titledBy(matches, data?.item.topic?.title ?? data?.item.author?.name ?? undefined)

/** /mod/item/<id>: the list beside the item where there is room. What comes next is here already, and shows at once. */
export default function ModItem() {
  const t = useWords()
  const { view, list, item, ahead, clauses, boards, done, now } = useLoaderData<typeof loader>()
  const desk = useDesk({ item, ahead, list }, { view })
  const { shown, deed } = desk
  const { lost } = useLive(['queue'], desk.refresh)
  const form = useRefused()
  const back = desk.refused?.item.id === shown.id ? refused(desk.refused.refusal) : form
  useClaim(shown.id, shown.can.decide)
  const decide = (event: FormEvent<HTMLFormElement>) => {
    const fields = new FormData(event.currentTarget, submitterOf(event))
    if (goesAtOnce(fields) && deed.decide(shown, fields)) event.preventDefault()
  }
  return (
    <div className="stack">
      <ConnectionStrip lost={lost} />
      <QueueRail view={view} counts={desk.counts} />
      <DeskStrip last={desk.last} done={done} refused={desk.refused} at={shown.id} view={view} />
      {desk.sent.map((sent) => (
        <Sending key={sent.item.id} sent={sent} deed={deed} />
      ))}
      <ErrorSummary errors={back.summary} />
      <div className="queue-panes">
        <aside className="queue-side">
          <QueueList rows={desk.rows} view={view} current={shown.id} now={now} clauses={clauses} />
        </aside>
        <div className="stack">
          <Link className="queue-back" to={paths.reviewQueue({ view })}>
            {t('mod.back')}
          </Link>
          <ItemPane
            item={shown}
            view={view}
            clauses={clauses}
            boards={boards}
            errors={back.errors}
            value={back.value}
            decide={decide}
          />
        </div>
      </div>
    </div>
  )
}

const submitterOf = ({ nativeEvent }: FormEvent) =>
  nativeEvent instanceof SubmitEvent && nativeEvent.submitter instanceof HTMLButtonElement
    ? nativeEvent.submitter
    : null

/** Whatever cannot be refused for its words; a correction or a handle may be, and shows that where it was written. */
const goesAtOnce = (fields: FormData) => {
  const action = String(fields.get('action'))
  if (action === 'hide') return Boolean(fields.get('clause') && String(fields.get('message')).trim())
  if (action === 'reject') return Boolean(String(fields.get('message')).trim())
  return ['approve', 'uphold', 'skip', 'snooze'].includes(action)
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
      submit({ _method: 'PUT' }, { method: 'post', action: paths.reviewDesk(itemId) })
    }
    const stop = afterPaint(claim)
    const signs = ['keydown', 'pointermove', 'scroll'] as const
    for (const sign of signs) addEventListener(sign, claim, { passive: true })
    return () => {
      stop()
      for (const sign of signs) removeEventListener(sign, claim)
    }
  }, [itemId, mayDecide, submit])
}
