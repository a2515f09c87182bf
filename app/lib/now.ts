import { useSyncExternalStore } from 'react'

// The browser's own clock, for texts that age while a page stands open; it never decides anything.
let minute = 0
const listeners = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

const read = () => Math.floor(Date.now() / 15_000) * 15_000

function listen(listener: () => void) {
  listeners.add(listener)
  minute = read()
  ticking ??= setInterval(() => {
    minute = read()
    for (const each of listeners) each()
  }, 15_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(ticking)
      ticking = undefined
    }
  }
}

/** The moment, in ms, to the quarter minute; null on the server and while hydrating, so that both render alike. */
export const useNow = (): number | null =>
  useSyncExternalStore(
    listen,
    () => minute || (minute = read()),
    () => null,
  )
