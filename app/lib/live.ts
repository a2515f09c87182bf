import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { useAnnounce } from '../components/ui/live-region.tsx'

/** News gather for a moment before the page asks its loader again, longer while they keep coming. */
const gather = 250
const gatherAtMost = 1_500
const lostAfter = 5_000
const spokenEvery = 20_000

type Hearer = {
  rooms: readonly string[]
  revalidate: () => void
  refresh: (() => void) | undefined
  setLost: (lost: boolean) => void
}

/** One connection for the page, made when the first component listens and the browser is idle. */
const hearers = new Set<Hearer>()
const joined = new Map<string, number>()
let socket: Socket | undefined
let opening = false
let wasConnected = false
let lossTimer: ReturnType<typeof setTimeout> | undefined
let newsTimer: ReturnType<typeof setTimeout> | undefined
let firstNews = 0

/**
 * Listens to rooms (`topic:42`, `board:<id>`, `lists`, `console`) while the component stands, and asks the page's loaders
 * again when something changed there; `refresh` asks for what a page keeps by itself besides. Answers whether live updates
 * have been cut off for over 5 s.
 */
export function useLive(rooms: readonly string[], refresh?: () => void): { lost: boolean } {
  const [lost, setLost] = useState(false)
  const { revalidate } = useRevalidator()
  const asking = useRef(revalidate)
  asking.current = revalidate
  const refreshing = useRef(refresh)
  refreshing.current = refresh
  const wished = rooms.join(' ')
  useEffect(() => {
    const hearer: Hearer = {
      rooms: wished === '' ? [] : wished.split(' '),
      revalidate: () => asking.current(),
      refresh: () => refreshing.current?.(),
      setLost,
    }
    hearers.add(hearer)
    enter(hearer.rooms)
    whenIdle(() => void open())
    return () => {
      hearers.delete(hearer)
      exit(hearer.rooms)
    }
  }, [wished])
  return { lost }
}

async function open() {
  if (socket ?? opening) return
  opening = true
  const { io } = await import('socket.io-client')
  socket = io({ transports: ['websocket', 'polling'], reconnectionDelay: 500, reconnectionDelayMax: 5_000 })
  opening = false
  socket.on('connect', () => {
    clearTimeout(lossTimer)
    lossTimer = undefined
    tellLost(false)
    if (joined.size > 0) socket?.emit('join', [...joined.keys()])
    // what happened while nobody listened comes from the loader, once, and is counted by what it shows
    if (wasConnected) soon()
    wasConnected = true
  })
  socket.on('disconnect', () => mayBeLost())
  socket.on('connect_error', () => mayBeLost())
  socket.on('news', soon)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && firstNews > 0) ask()
  })
}

function enter(rooms: readonly string[]) {
  const fresh = rooms.filter((room) => !joined.has(room))
  for (const room of rooms) joined.set(room, (joined.get(room) ?? 0) + 1)
  if (socket?.connected && fresh.length > 0) socket.emit('join', fresh)
}

function exit(rooms: readonly string[]) {
  for (const room of rooms) {
    const left = (joined.get(room) ?? 1) - 1
    if (left > 0) joined.set(room, left)
    else joined.delete(room)
  }
  const gone = rooms.filter((room) => !joined.has(room))
  if (socket?.connected && gone.length > 0) socket.emit('leave', gone)
}

function soon() {
  const now = performance.now()
  if (firstNews === 0) firstNews = now
  clearTimeout(newsTimer)
  newsTimer = setTimeout(ask, Math.max(0, Math.min(gather, firstNews + gatherAtMost - now)))
}

/** Loaders of all routes are asked at once, so one hearer asks for all. A hidden page waits until it is looked at. */
function ask() {
  if (document.hidden) return
  firstNews = 0
  for (const { refresh } of hearers) refresh?.()
  for (const { revalidate } of hearers) return revalidate()
}

function mayBeLost() {
  lossTimer ??= setTimeout(() => tellLost(true), lostAfter)
}

const tellLost = (lost: boolean) => hearers.forEach(({ setLost }) => setLost(lost))

function whenIdle(work: () => void) {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 3_000 })
  else setTimeout(work, 1_000)
}

type Numbered = { number: number }

const highestOf = (posts: readonly Numbered[]) =>
  posts.reduce((most, { number }) => Math.max(most, number), 0)

/** Which posts stand and which wait, for a reader who has seen those up to a number: one's own never wait. */
export function heldBack<Post extends Numbered>(
  posts: readonly Post[],
  { upTo, isOwn }: { upTo: number; isOwn: (post: Post) => boolean },
) {
  const stands = (post: Post) => post.number <= upTo || isOwn(post)
  if (posts.every(stands)) return { shown: posts, waiting: [] }
  return { shown: posts.filter(stands), waiting: posts.filter((post) => !stands(post)) }
}

/**
 * Posts as the reader has them, and how many wait behind the pill (LIVE-01): what the loader brings later is held back
 * until `show`, so nothing moves; `show` moves focus to the first of them. `isNew` marks what came since the page opened.
 */
export function useArrivals<Post extends Numbered>(
  posts: readonly Post[],
  { of, isOwn }: { of: number; isOwn: (post: Post) => boolean },
) {
  const highest = highestOf(posts)
  const [seen, setSeen] = useState({ of, upTo: highest, opened: highest })
  const [toFocus, setToFocus] = useState<number | null>(null)
  const { upTo, opened } = seen.of === of ? seen : { upTo: highest, opened: highest }
  if (seen.of !== of) setSeen({ of, upTo: highest, opened: highest })
  const { shown, waiting } = heldBack(posts, { upTo, isOwn })
  const first = waiting.length > 0 ? Math.min(...waiting.map(({ number }) => number)) : null

  const show = useCallback(() => {
    setSeen({ of, upTo: highest, opened })
    setToFocus(first)
  }, [of, highest, opened, first])
  useEffect(() => {
    if (toFocus === null) return
    const post = document.getElementById(`p-${toFocus}`)
    post?.setAttribute('tabindex', '-1')
    post?.focus()
    setToFocus(null)
  }, [toFocus])
  return { shown, count: waiting.length, isNew: (post: Post) => post.number > opened, show }
}

/**
 * Rows of a list as the reader has them: they neither move nor change under the pointer; new and changed ones wait behind
 * a counted notice. `versionOf` says when a row has changed; another address shows its rows at once.
 */
export function useHeldRows<Row>(
  rows: readonly Row[],
  { of, keyOf, versionOf }: { of: string; keyOf: (row: Row) => string; versionOf: (row: Row) => string },
) {
  const [held, setHeld] = useState({ of, rows })
  const current = held.of === of ? held.rows : rows
  if (held.of !== of) setHeld({ of, rows })
  const count = useMemo(() => {
    const known = new Map(current.map((row) => [keyOf(row), versionOf(row)]))
    return rows.filter((row) => known.get(keyOf(row)) !== versionOf(row)).length
  }, [rows, current, keyOf, versionOf])
  const show = useCallback(() => setHeld({ of, rows }), [of, rows])
  return { shown: current, count, show }
}

/** Says a count to screen readers, politely and at most once in 20 s; the newest count is the one that is said. */
export function useSpokenCount(count: number, say: (count: number) => string) {
  const announce = useAnnounce()
  const last = useRef({ at: Number.NEGATIVE_INFINITY, count: 0 })
  const sentence = useRef(say)
  sentence.current = say
  useEffect(() => {
    if (count === 0) last.current.count = 0
    if (count === 0 || count === last.current.count) return
    const wait = Math.max(0, last.current.at + spokenEvery - performance.now())
    const timer = setTimeout(() => {
      last.current = { at: performance.now(), count }
      announce(sentence.current(count))
    }, wait)
    return () => clearTimeout(timer)
  }, [count, announce])
}
