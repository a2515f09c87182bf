import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { useAnnounce } from '../components/ui/live-region.tsx'

/** News gather for a moment before the page asks its loader again, longer while they keep coming. */
const gather = 250
const gatherAtMost = 1_500
const lostAfter = 5_000
const spokenEvery = 20_000

type Hearer = { rooms: readonly string[]; revalidate: () => void; setLost: (lost: boolean) => void }

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
 * again when something changed there. Answers whether live updates have been cut off for over 5 s.
 */
export function useLive(rooms: readonly string[]): { lost: boolean } {
  const [lost, setLost] = useState(false)
  const { revalidate } = useRevalidator()
  const asking = useRef(revalidate)
  asking.current = revalidate
  const wished = rooms.join(' ')
  useEffect(() => {
    const hearer: Hearer = {
      rooms: wished === '' ? [] : wished.split(' '),
      revalidate: () => asking.current(),
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

/**
 * Posts as the reader has them, and how many wait behind the pill (LIVE-01): what the loader brings later is held back
 * until `show`, so nothing moves; `show` moves focus to the first of them. One's own posts are never held back.
 */
export function useArrivals<Post extends Numbered>(
  posts: readonly Post[],
  { of, isOwn }: { of: number; isOwn: (post: Post) => boolean },
) {
  const highest = posts.reduce((most, { number }) => Math.max(most, number), 0)
  const [seen, setSeen] = useState({ of, number: highest })
  const [toFocus, setToFocus] = useState<number | null>(null)
  const upTo = seen.of === of ? seen.number : highest
  if (seen.of !== of) setSeen({ of, number: highest })
  const waiting = posts.filter((post) => post.number > upTo && !isOwn(post))
  const first = waiting.reduce((least, { number }) => Math.min(least, number), Number.POSITIVE_INFINITY)
  const shown = waiting.length === 0 ? posts : posts.filter((post) => post.number <= upTo || isOwn(post))

  const show = useCallback(() => {
    setSeen({ of, number: highest })
    setToFocus(Number.isFinite(first) ? first : null)
  }, [of, highest, first])
  useEffect(() => {
    if (toFocus === null) return
    const post = document.getElementById(`p-${toFocus}`)
    post?.setAttribute('tabindex', '-1')
    post?.focus()
    setToFocus(null)
  }, [toFocus])
  return { shown, count: waiting.length, isNew: (post: Post) => post.number > upTo, show }
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
