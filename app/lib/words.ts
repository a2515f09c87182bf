import { createContext, createElement, Fragment, useContext, useMemo, type ReactNode } from 'react'
import { formatMessage, type MessageValues } from '#server/core/icu.ts'
import english from '../messages/en.json'
import type account from '../messages/account/en.json'
import type conduct from '../messages/conduct/en.json'
import type moderation from '../messages/moderation/en.json'
import type office from '../messages/office/en.json'
import type standing from '../messages/standing/en.json'
import type upkeep from '../messages/upkeep/en.json'
import { pseudo } from './pseudo.ts'

/** A key of the page catalogues: "page.part.text". */
export type WordKey =
  | keyof typeof english
  | keyof typeof account
  | keyof typeof conduct
  | keyof typeof moderation
  | keyof typeof office
  | keyof typeof standing
  | keyof typeof upkeep
export type Params = MessageValues

/** Where the reader is: language, time zone, and what the server took for now. */
export type Place = { locale: string; timeZone: string }

export const PlaceContext = createContext<Place>({ locale: 'en', timeZone: 'UTC' })
export const usePlace = () => useContext(PlaceContext)

// The words of every page; an area's own come with the first page of that area.
const catalogue: Record<string, string> = { ...english }

/** Adds the words of an area: `words-of-office.ts` and its neighbours, imported by the files that speak them. */
export const learn = (words: Readonly<Record<string, string>>) => Object.assign(catalogue, words)

const patternOf = (locale: string, key: WordKey) => {
  const pattern = catalogue[key] ?? key
  return locale === 'qps' ? pseudo(pattern) : pattern
}

/** The sentence of a page in a language. In components take `useWords()`, which knows the language. */
export const t = (locale: string, key: WordKey, params?: Params): string =>
  formatMessage(patternOf(locale, key), params, locale === 'qps' ? 'en' : locale)

/** True for a key the catalogue has: for keys made of a value, such as a state. */
export const isWordKey = (key: string): key is WordKey => Object.hasOwn(catalogue, key)

/** `const t = useWords()`, then `t('ask.title.label')`. */
export function useWords() {
  const { locale } = usePlace()
  return useMemo(() => (key: WordKey, params?: Params) => t(locale, key, params), [locale])
}

/** A sentence with elements inside it: `<Sentence of="post.by" parts={{ author: <MemberName … /> }} />`. */
export function Sentence(props: {
  of: WordKey
  parts: Readonly<Record<string, ReactNode>>
  params?: Params
}) {
  const { locale } = usePlace()
  const marks = Object.fromEntries(Object.keys(props.parts).map((name) => [name, `\u0001${name}\u0001`]))
  const pieces = t(locale, props.of, { ...props.params, ...marks }).split('\u0001')
  return createElement(
    Fragment,
    null,
    ...pieces.map((piece, index) =>
      createElement(Fragment, { key: index }, index % 2 === 0 ? piece : props.parts[piece]),
    ),
  )
}
