import type { AppLoadContext } from '@remix-run/node'
import { createElement, Fragment, type ReactNode } from 'react'
import type { Keeping, Plain } from './kept.tsx'
import { textOfRows } from './table.ts'

/**
 * Rendering with kept parts: each leaves a mark in the page instead of its elements, or two around them when it is new,
 * and `whole` puts bytes in the place of marks. Marks carry the answer's nonce, so nobody can write one into a post.
 */
export function keepParts(
  parts: AppLoadContext['parts'],
  nonce: string,
): Keeping & { whole(html: string): Buffer<ArrayBuffer> } {
  const keys: string[] = []
  const found: Buffer<ArrayBuffer>[] = []
  const mark = (kind: '=' | '+' | '-', place: number) => `\uE000${nonce}${kind}${place}\uE001`

  const part = (key: string, render: () => ReactNode): ReactNode => {
    const bytes = parts.get(key)
    if (bytes !== undefined) return mark('=', found.push(bytes) - 1)
    const place = keys.push(key) - 1
    return createElement(Fragment, null, mark('+', place), render(), mark('-', place))
  }

  const whole = (html: string): Buffer<ArrayBuffer> => {
    const pieces = html.split(`\uE000${nonce}`)
    const open: Uint8Array[][] = []
    let bytes: Uint8Array[] = [Buffer.from(pieces[0] ?? '')]
    for (const piece of pieces.slice(1)) {
      const end = piece.indexOf('\uE001')
      const [kind, place] = [piece[0], Number(piece.slice(1, end))]
      if (kind === '=') bytes.push(found[place] ?? nothing)
      if (kind === '+') {
        open.push(bytes)
        bytes = []
      }
      if (kind === '-') {
        const made = Buffer.concat(bytes)
        parts.set(keys[place] ?? '', made)
        bytes = [...(open.pop() ?? []), made]
      }
      bytes.push(between(piece.slice(end + 1)))
    }
    return Buffer.concat(bytes)
  }

  return { part, whole, written: writer() }
}

/** Writes values out; an object that comes again is written once. */
function writer(): (value: Plain) => string {
  const known = new Map<object, string>()
  return (value) => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    const before = known.get(value)
    if (before !== undefined) return before
    const text = textOfRows(value) ?? JSON.stringify(value)
    known.set(value, text)
    return text
  }
}

const nothing = Buffer.alloc(0)

/** What stands between two marks, without what React puts between two texts, as which it took them. */
const between = (html: string) => (html === '' || html === '<!-- -->' ? nothing : Buffer.from(html))
