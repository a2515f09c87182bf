import { useFetcher, useNavigate, useParams } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { QueueRow, QueueView, ReviewItemPage } from '#server/moderation/index.ts'
import * as paths from '#server/core/paths.ts'
import { afterPaint } from './after-paint.ts'
import type { Refusal } from './handler.ts'
import { moveOwn } from './own-move.ts'

/** How many items lie ready behind the one that is read. */
export const readyAhead = 4
/** With fewer it is filled up at once. */
const runsShort = 3

/** News come in bursts, the own claim and decision among them. */
const askAgainAfter = 1_000

/** What the desk is told of the queue, and of the items it asked about. */
export type DeskNews = {
  item: ReviewItemPage
  ahead: readonly ReviewItemPage[]
  list: { rows: readonly QueueRow[]; counts: Readonly<Record<Exclude<QueueView, 'done'>, number>> }
}

/** A decision on its way, by the item it is about. */
export type Sent = { item: ReviewItemPage; fields: FormData }
export type Refused = { item: ReviewItemPage; refusal: Refusal }
/** What came of a decision: `id` is null where it only put the item off. */
export type Decided = { item: ReviewItemPage; id: string | null }

type Desk = {
  /** The item as its page was last loaded. */
  loaded: ReviewItemPage
  at: string
  /** Shown already, while the address still names the one before. */
  moving: boolean
  known: ReadonlyMap<string, ReviewItemPage>
  /** Ids of what comes next, in the order of the queue. */
  line: readonly string[]
  sent: readonly Sent[]
  /** Decided here: out of the list and the line, whatever the list of a moment ago says. */
  gone: ReadonlySet<string>
  last: Decided | null
  refused: Refused | null
}

const withKnown = (known: Desk['known'], items: readonly ReviewItemPage[]): Desk['known'] =>
  new Map([...known, ...items.map((item) => [item.id, item] as const)])

const nextOf = ({ line, gone, at }: Pick<Desk, 'line' | 'gone' | 'at'>) =>
  line.find((id) => id !== at && !gone.has(id))

/**
 * Items of the queue as a moderator works through them (UX-MOD-2): what comes next is here already and shows at once, the
 * decision goes out behind it, and one that was refused comes back with its reason. The address follows when there is time.
 */
export function useDesk(loaded: DeskNews, { view }: { view: QueueView }) {
  const [desk, setDesk] = useState<Desk>(() => begun(loaded))
  const { itemId } = useParams()
  if (desk.moving && itemId === desk.at) setDesk({ ...desk, moving: false })
  else if (desk.loaded !== loaded.item) setDesk(loadedAgain(desk, loaded, itemId))
  const navigate = useNavigate()
  const { load, data: heard } = useFetcher<DeskNews>()
  useEffect(() => {
    if (heard) setDesk((now) => told(now, heard))
  }, [heard])

  const latest = useRef(desk)
  latest.current = desk
  /** Asks for the list, the item as it is now, and what is missing ahead. */
  const ask = useCallback(() => {
    const { at, line, gone, sent } = latest.current
    const ready = line.filter((id) => !gone.has(id))
    const has = [...ready, ...sent.map(({ item }) => item.id)]
    void load(paths.reviewDesk(at, { view, has: has.join(','), most: String(readyAhead - ready.length) }))
  }, [load, view])
  const refresh = useAtMostEvery(askAgainAfter, ask)

  const { at, moving } = desk
  useEffect(() => {
    if (!moving) return
    // the new item is painted first, then the address follows and the line is filled up
    return afterPaint(() => {
      moveOwn(at)
      navigate(paths.reviewItem(at, { view }), { preventScrollReset: true })
    })
  }, [at, moving, navigate, view])

  // what the last decision changed is asked for when it is stored: asked before, it would be cut off by the sending
  const { length: onTheWay } = desk.sent
  const short = desk.line.length < runsShort
  useEffect(() => {
    if (onTheWay > 0) return
    if (short) ask()
    else refresh()
  }, [onTheWay, short, ask, refresh])

  const deed = useMemo(
    () => ({
      /** Takes a decision and shows what comes next; false where nothing is ready, and the form goes its usual way. */
      decide(item: ReviewItemPage, fields: FormData): boolean {
        const next = nextOf({ ...latest.current, gone: new Set([...latest.current.gone, item.id]) })
        if (next === undefined || latest.current.sent.some((sent) => sent.item.id === item.id)) return false
        setDesk((now) => ({
          ...now,
          at: next,
          moving: true,
          line: now.line.filter((id) => id !== next && id !== item.id),
          gone: new Set([...now.gone, item.id]),
          sent: [...now.sent, { item, fields }],
          refused: null,
        }))
        return true
      },
      done: ({ item, id }: Decided) =>
        setDesk((now) => ({ ...now, sent: without(now.sent, item.id), last: { item, id } })),
      refuse: ({ item, refusal }: Refused) =>
        setDesk((now) => ({
          ...now,
          sent: without(now.sent, item.id),
          gone: new Set([...now.gone].filter((id) => id !== item.id)),
          line: [item.id, ...now.line],
          refused: { item, refusal },
        })),
    }),
    [],
  )
  const list = heard?.list ?? loaded.list
  const { gone } = desk
  const rows = useMemo(() => list.rows.filter(({ id }) => !gone.has(id)), [list, gone])
  return {
    shown: desk.known.get(at) ?? loaded.item,
    rows,
    counts: list.counts,
    sent: desk.sent,
    last: desk.last,
    refused: desk.refused,
    refresh,
    deed,
  }
}

/** The first call runs at once; those that follow within the time run together at its end. */
function useAtMostEvery(milliseconds: number, work: () => void): () => void {
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null)
  const again = useRef(false)
  const latest = useRef(work)
  latest.current = work
  useEffect(() => () => clearTimeout(waiting.current ?? undefined), [])
  return useCallback(() => {
    const run = () => {
      again.current = false
      latest.current()
      waiting.current = setTimeout(() => {
        waiting.current = null
        if (again.current) run()
      }, milliseconds)
    }
    if (waiting.current === null) run()
    else again.current = true
  }, [milliseconds])
}

const without = (sent: Desk['sent'], id: string) => sent.filter(({ item }) => item.id !== id)

const begun = ({ item, ahead }: Pick<DeskNews, 'item' | 'ahead'>): Desk => ({
  loaded: item,
  at: item.id,
  moving: false,
  known: withKnown(new Map(), [item, ...ahead]),
  line: ahead.map(({ id }) => id),
  sent: [],
  gone: new Set(),
  last: null,
  refused: null,
})

/** Another address was opened, or the same was loaded again: only the first leads away from what is shown. */
function loadedAgain(desk: Desk, loaded: DeskNews, itemId: string | undefined): Desk {
  const { item } = loaded
  const left = item.id !== desk.at && item.id === itemId && !desk.moving
  return left ? reopened(desk, loaded) : { ...desk, loaded: item, known: withKnown(desk.known, [item]) }
}

/** That item is shown, whatever had been decided about it, and what is on its way goes on. */
function reopened(desk: Desk, { item, ahead }: DeskNews): Desk {
  moveOwn(null)
  return {
    ...begun({ item, ahead }),
    known: withKnown(desk.known, [item, ...ahead]),
    sent: desk.sent,
    gone: new Set([...desk.gone].filter((id) => id !== item.id)),
    refused: desk.refused?.item.id === item.id ? desk.refused : null,
  }
}

function told(desk: Desk, { item, ahead }: DeskNews): Desk {
  const fresh = ahead.filter(({ id }) => !desk.line.includes(id) && !desk.gone.has(id) && id !== desk.at)
  return {
    ...desk,
    known: withKnown(desk.known, [item, ...fresh]),
    line: [...desk.line, ...fresh.map(({ id }) => id)],
  }
}
