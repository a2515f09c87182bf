import { createContext, type FunctionComponent, type ReactNode, useContext } from 'react'
import { TextsContext } from './texts.tsx'
import { usePlace } from './words.ts'

/** Keeps the HTML of parts while a page is rendered; on the server only. */
export type Keeping = {
  /** A part by everything it is made of: a mark where it is kept already, or what `render` gives between two marks. */
  part(key: string, render: () => ReactNode): ReactNode
  /** A value as part of a key; what many parts of the page are given is written once. */
  written(value: Plain): string
}

export const KeepingContext = createContext<Keeping | null>(null)

/** What a kept part may be given: plain values, so that a key can be written from them. */
export type Plain =
  string | number | boolean | null | undefined | Date | readonly Plain[] | { [name: string]: Plain }

/**
 * A component whose HTML the server keeps by name, language, time zone and props: whoever is shown the same part is sent
 * the same letters, without rendering them again. So it may depend on nothing else: no address, no other loader's values,
 * no `useId`, no nodes or functions among its props, and it stands between elements, not between words. `textsOf` names
 * the posts whose texts it shows. In the browser it is the component itself.
 */
export function kept<Props extends { [Name in keyof Props]: Plain }>(
  name: string,
  Component: FunctionComponent<Props>,
  textsOf?: (props: Props) => readonly { readonly id: string }[],
): FunctionComponent<Props> {
  const Part = (props: Props) => {
    const keeping = useContext(KeepingContext)
    const { locale, timeZone } = usePlace()
    const texts = useContext(TextsContext)
    if (!keeping) return <Component {...props} />
    let key = `${name} ${locale} ${timeZone}`
    for (const prop in props) key += ` ${prop} ${keeping.written(props[prop])}`
    for (const { id } of textsOf?.(props) ?? []) {
      const text = texts.get(id) ?? ''
      key += ` ${text.length} ${text}`
    }
    return (
      <>
        {keeping.part(key, () => (
          <Component {...props} />
        ))}
      </>
    )
  }
  Part.displayName = `kept(${name})`
  return Part
}
