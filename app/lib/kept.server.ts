import type { AppLoadContext } from '@remix-run/node'
import { createElement, Fragment, type ReactNode } from 'react'
import type { Keeping, Plain } from './kept.tsx'
import { textOfRows } from './table.ts'

/**
 * Rendering with kept parts: each leaves a mark in the page instead of its elements, or two around them when it is new,
 * and `whole` puts bytes in the place of marks. Marks carry the answer's nonce, so nobody can write one into a post.
 * Large parts are among its pieces as they are kept: copies of them, twice a page's size for every answer, made the
 * engine clear up its whole memory again and again.
 */
export function keepParts(
  parts: AppLoadContext['parts'],
  nonce: string,
): Keeping & { whole(html: string): Uint8Array[] } {
  const keys: string[] = []
  const found: Buffer<ArrayBuffer>[] = []
  const mark = (kind: '=' | '+' | '-', place: number) => `\uE000${nonce}${kind}${place}\uE001`

  const part = (key: string, render: () => ReactNode): ReactNode => {
    const bytes = parts.get(key)
    if (bytes !== undefined) return mark('=', found.push(bytes) - 1)
    const place = keys.push(key) - 1
    return createElement(Fragment, null, mark('+', place), render(), mark('-', place))
  }

  const whole = (html: string): Uint8Array[] => {
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
    return joined(bytes)
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

/** From this size on, in bytes, a piece is worth a write of its own. */
const large = 8 * 1024

/** Small pieces that follow each other made one. */
function joined(pieces: readonly Uint8Array[]): Uint8Array[] {
  const result: Uint8Array[] = []
  let small: Uint8Array[] = []
  const close = () => {
    if (small.length > 0) result.push(Buffer.concat(small))
    small = []
  }
  for (const piece of pieces) {
    if (piece.length < large) small.push(piece)
    else {
      close()
      result.push(piece)
    }
  }
  close()
  return result
}

const nothing = Buffer.alloc(0)

/** What stands between two marks, without what React puts between two texts, as which it took them. */
const between = (html: string) => (html === '' || html === '<!-- -->' ? nothing : Buffer.from(html))
