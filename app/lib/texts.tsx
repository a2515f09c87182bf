import { createContext, useContext } from 'react'

/**
 * HTML of posts by their ids. A page sent whole holds each text once, where it is read: its loader puts them aside here
 * and sends the posts' values without them. Values that come later, to a page that is alive, bring them.
 */
export type Texts = ReadonlyMap<string, string>

const fromPage = new Map<string, string>()

/** On the server what the loader put aside; in the browser what the page came with. */
export const TextsContext = createContext<Texts>(fromPage)

/** Reads the texts out of the page the server sent, before anything in it changes. */
export function readTexts(page: ParentNode) {
  for (const body of page.querySelectorAll<HTMLElement>('[data-text]'))
    fromPage.set(body.dataset.text ?? '', body.innerHTML)
}

/** Stands for a text that is in the page. No text is this: what cleans them leaves no comments in. */
export const inPage = '<!--in the page-->'

/** The text of a post: what its values bring, or what stands in the page. */
export function useText(id: string, html: string): string {
  const texts = useContext(TextsContext)
  return html === inPage ? (texts.get(id) ?? '') : html
}

type Written = { readonly id: string; readonly html: string }

/** Posts without their texts, which are put aside. */
export const withoutTexts = <Post extends Written>(
  posts: readonly Post[],
  aside: Map<string, string>,
): Post[] =>
  posts.map((post) => {
    aside.set(post.id, post.html)
    return { ...post, html: inPage }
  })
