import { useEffect, useRef } from 'react'
import type { WordKey } from './words.ts'

type Scope = 'anywhere' | 'lists' | 'topic' | 'triage' | 'composer'
export type Shortcut = { id: string; keys: string; scope: Scope; words: WordKey }

/** Every shortcut there is. Help (`?`), the keyboard page and menu hints read this list, so they cannot drift. */
export const shortcuts = [
  { id: 'help', keys: '?', scope: 'anywhere', words: 'keys.help' },
  { id: 'search', keys: '/', scope: 'anywhere', words: 'keys.search' },
  { id: 'go.home', keys: 'g h', scope: 'anywhere', words: 'keys.go.home' },
  { id: 'go.questions', keys: 'g q', scope: 'anywhere', words: 'keys.go.questions' },
  { id: 'go.boards', keys: 'g o', scope: 'anywhere', words: 'keys.go.boards' },
  { id: 'go.activity', keys: 'g a', scope: 'anywhere', words: 'keys.go.activity' },
  { id: 'go.queue', keys: 'g m', scope: 'anywhere', words: 'keys.go.queue' },
  { id: 'ask', keys: 'c', scope: 'anywhere', words: 'keys.ask' },
  { id: 'show.new', keys: '.', scope: 'anywhere', words: 'keys.showNew' },
  { id: 'list.next', keys: 'j', scope: 'lists', words: 'keys.list.next' },
  { id: 'list.previous', keys: 'k', scope: 'lists', words: 'keys.list.previous' },
  { id: 'list.older', keys: ']', scope: 'lists', words: 'keys.list.older' },
  { id: 'topic.nextNew', keys: 'n', scope: 'topic', words: 'keys.topic.nextNew' },
  { id: 'topic.accepted', keys: 'Shift+A', scope: 'topic', words: 'keys.topic.accepted' },
  { id: 'topic.reply', keys: 'r', scope: 'topic', words: 'keys.topic.reply' },
  { id: 'topic.vote', keys: 'l', scope: 'topic', words: 'keys.topic.vote' },
  { id: 'topic.watch', keys: 'w', scope: 'topic', words: 'keys.topic.watch' },
  { id: 'topic.flag', keys: '!', scope: 'topic', words: 'keys.topic.flag' },
  { id: 'review.approve', keys: '1', scope: 'triage', words: 'keys.review.approve' },
  { id: 'review.fix', keys: '2', scope: 'triage', words: 'keys.review.fix' },
  { id: 'review.hide', keys: '3', scope: 'triage', words: 'keys.review.hide' },
  { id: 'review.second', keys: '4', scope: 'triage', words: 'keys.review.second' },
  { id: 'review.snooze', keys: 'h', scope: 'triage', words: 'keys.review.snooze' },
  { id: 'review.skip', keys: 's', scope: 'triage', words: 'keys.review.skip' },
  { id: 'review.undo', keys: 'z', scope: 'triage', words: 'keys.review.undo' },
  { id: 'composer.send', keys: 'Ctrl+Enter', scope: 'composer', words: 'keys.composer.send' },
  { id: 'composer.bold', keys: 'Ctrl+B', scope: 'composer', words: 'keys.composer.bold' },
  { id: 'composer.italic', keys: 'Ctrl+I', scope: 'composer', words: 'keys.composer.italic' },
  { id: 'composer.code', keys: 'Ctrl+E', scope: 'composer', words: 'keys.composer.code' },
  { id: 'composer.link', keys: 'Ctrl+K', scope: 'composer', words: 'keys.composer.link' },
] as const satisfies readonly Shortcut[]

export type ShortcutId = (typeof shortcuts)[number]['id']

/** Cookies a member sets on /settings/appearance: `keys=off`, and `keymap` with a line `list.next:s` per changed key. */
export const keyCookies = { off: 'keys', map: 'keymap' } as const

const readCookie = (cookies: string, name: string) =>
  decodeURIComponent(cookies.match(new RegExp(`(?:^|; *)${name}=([^;]*)`))?.[1] ?? '')

const cookie = (name: string) => (typeof document === 'undefined' ? '' : readCookie(document.cookie, name))

/** What a Cookie header says of the keys, for the settings page. */
export const keysFrom = (header: string | null) => ({
  off: readCookie(header ?? '', keyCookies.off) === 'off',
  map: readCookie(header ?? '', keyCookies.map),
})

export const keysAreOff = () => cookie(keyCookies.off) === 'off'

/** The shortcut's keys as this member has them. */
export function keysOf(shortcut: Shortcut): string {
  const own = cookie(keyCookies.map)
    .split(/[\s,]+/)
    .find((pair) => pair.startsWith(`${shortcut.id}:`))
  return own?.slice(shortcut.id.length + 1) || shortcut.keys
}

type Bound = { id: ShortcutId; run: () => void }
const bound: Bound[] = []

/** What works on the page as it stands, for `?`: bound by a component, or carried by a control in the page. */
export const boundNow = (): readonly Shortcut[] =>
  shortcuts
    .filter(
      ({ id, scope }) => scope === 'composer' || bound.some((each) => each.id === id) || carrier(id) !== null,
    )
    .map((shortcut) => ({ ...shortcut, keys: keysOf(shortcut) }))

/** While the component stands, this shortcut runs `run`; the one bound last wins. */
export function useShortcut(id: ShortcutId, run: () => void) {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const entry: Bound = { id, run: () => latest.current() }
    bound.push(entry)
    return () => void bound.splice(bound.indexOf(entry), 1)
  }, [id])
}

/** A control may carry its shortcut as `data-shortcut`; within the focused post or row first, else the first on the page. */
const carrier = (id: string): HTMLElement | null => {
  const inside = document.activeElement?.closest('[data-row]')
  const selector = `[data-shortcut='${id}']`
  return inside?.querySelector<HTMLElement>(selector) ?? document.querySelector<HTMLElement>(selector)
}

const named = (event: KeyboardEvent) => {
  const command = event.ctrlKey || event.metaKey ? 'Ctrl+' : ''
  const letter = event.key.length === 1
  const shift = event.shiftKey && letter && event.key !== event.key.toLowerCase() ? 'Shift+' : ''
  return command + shift + (letter && (command || shift) ? event.key.toUpperCase() : event.key)
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, dialog *'))

/** Listens once for the whole site (root). Single keys rest in fields, and for members who switched them off. */
export function useKeyboard() {
  useEffect(() => {
    let chord = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || typing(event.target) || keysAreOff()) return
      const pressed = chord + named(event)
      clearTimeout(timer)
      chord = ''
      const found = shortcuts.find((each) => each.scope !== 'composer' && keysOf(each) === pressed)
      if (found) {
        if (start(found.id)) event.preventDefault()
      } else if (shortcuts.some((each) => keysOf(each).startsWith(`${pressed} `))) {
        chord = `${pressed} `
        timer = setTimeout(() => (chord = ''), 1000)
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

/** Runs what is bound to the shortcut, or presses the control that carries it. False where neither stands here. */
function start(id: ShortcutId): boolean {
  const own = bound.findLast((each) => each.id === id)
  if (own) {
    own.run()
    return true
  }
  const control = carrier(id)
  if (control?.matches('textarea, input')) control.focus()
  else control?.click()
  return control !== null
}

/** Moves real focus among the page's rows and posts (`data-row`): 1 for the next, -1 for the one before. */
export function moveAmongRows(step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const now = document.activeElement?.closest<HTMLElement>('[data-row]')
  const index = now ? rows.indexOf(now) + step : step === 1 ? 0 : rows.length - 1
  focusRow(rows[Math.max(0, Math.min(rows.length - 1, index))])
}

/** Focuses a row's own link, or the post itself. */
export function focusRow(row: Element | null | undefined) {
  const target =
    row?.querySelector<HTMLElement>('[data-row-link]') ?? (row instanceof HTMLElement ? row : null)
  if (!target) return
  if (!target.matches('a, button, input')) target.tabIndex = -1
  target.focus()
  target.scrollIntoView({ block: 'nearest' })
}
