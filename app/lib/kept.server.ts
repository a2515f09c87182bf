import type { AppLoadContext } from '@remix-run/node'
import { createElement, Fragment, type ReactNode } from 'react'
import type { Keeping } from './kept.tsx'

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
    const pieces = html.split(new RegExp(`\uE000${nonce}([=+-])(\\d+)\uE001`, 'u'))
    const open: Buffer<ArrayBuffer>[][] = []
    let bytes = [Buffer.from(pieces[0] ?? '')]
    for (let at = 1; at < pieces.length; at += 3) {
      const [kind, place] = [pieces[at], Number(pieces[at + 1])]
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
      bytes.push(between(pieces[at + 2]))
    }
    return Buffer.concat(bytes)
  }

  return { part, whole }
}

const nothing = Buffer.alloc(0)

/** What stands between two marks, without what React puts between two texts, as which it took them. */
const between = (html = '') => (html === '' || html === '<!-- -->' ? nothing : Buffer.from(html))
