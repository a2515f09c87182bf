import { data } from '@remix-run/node'
import type { ReviewItemId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import * as paths from '#server/core/paths.ts'
import {
  claimItem,
  decideItem,
  nextItems,
  type QueueView,
  reviewItem,
  reviewQueue,
  input,
} from '#server/moderation/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { type DeskNews, readyAhead } from '#app/lib/desk.ts'
import { act, page } from '#app/lib/handler.ts'

/** /mod/desk?itemId=<id>: the list, this item as it is now, and what comes next and is not at the desk already. */
export const loader = page(async ({ ctx, url }): Promise<DeskNews> => {
  const { itemId } = parse(input.itemRef, { itemId: url.searchParams.get('itemId') })
  const view = (url.searchParams.get('view') ?? 'all') as QueueView
  const has = (url.searchParams.get('has') ?? '').split(',').filter((id) => /^[0-9a-f-]{36}$/.test(id))
  const most = Math.max(0, Math.min(readyAhead, Number(url.searchParams.get('most')) || 0))
  const next = await nextItems(ctx, { view, except: [itemId, ...(has as ReviewItemId[])], most })
  const [list, item, ...ahead] = await Promise.all([
    reviewQueue(ctx, { view }),
    reviewItem(ctx, { itemId }),
    ...next.map((id) => reviewItem(ctx, { itemId: id })),
  ])
  return { list: { rows: list.rows, counts: list.counts }, item, ahead }
})

/** A claim, or a decision whose moderator reads the next item already: it answers what was stored, and leads nowhere. */
export const action = act<unknown>({ POST: decideItem, PUT: claimItem }, ({ result }) =>
  data({ decided: result }),
)

/** It is asked when the desk wants something, and not because something else was done. */
export const shouldRevalidate = () => false

export default function ModDesk() {
  return <TryAgain back={paths.reviewQueue()} />
}
