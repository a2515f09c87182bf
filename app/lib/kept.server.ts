import type { AppLoadContext } from '@remix-run/node'
import { createElement, Fragment, type ReactNode } from 'react'
import type { Keeping } from './kept.tsx'

/**
 * Rendering with kept parts: each leaves a mark in the page instead of its elements, or two around them when it is new,
 * and `whole` puts letters in the place of marks. Marks carry the answer's nonce, so nobody can write one into a post.
 */
export function keepParts(
  parts: AppLoadContext['parts'],
  nonce: string,
): Keeping & { whole(html: string): string } {
  const keys: string[] = []
  const found: string[] = []
  const mark = (kind: '=' | '+' | '-', place: number) => `\uE000${nonce}${kind}${place}\uE001`

  const part = (key: string, render: () => ReactNode): ReactNode => {
    const html = parts.get(key)
    if (html !== undefined) return mark('=', found.push(html) - 1)
    const place = keys.push(key) - 1
    return createElement(Fragment, null, mark('+', place), render(), mark('-', place))
  }

  const whole = (html: string): string => {
    if (keys.length === 0 && found.length === 0) return html
    const pieces = html.split(new RegExp(`\uE000${nonce}([=+-])(\\d+)\uE001`, 'u'))
    const open: string[] = []
    let text = pieces[0] ?? ''
    for (let at = 1; at < pieces.length; at += 3) {
      const [kind, place, rest] = [pieces[at], Number(pieces[at + 1]), between(pieces[at + 2])]
      if (kind === '=') text += (found[place] ?? '') + rest
      if (kind === '+') {
        open.push(text)
        text = rest
      }
      if (kind === '-') {
        parts.set(keys[place] ?? '', text)
        text = (open.pop() ?? '') + text + rest
      }
    }
    return text
  }

  return { part, whole }
}

/** What stands between two marks, without what React puts between two texts, as which it took them. */
const between = (html = '') => (html === '<!-- -->' ? '' : html)
