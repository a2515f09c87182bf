import { useText } from '#app/lib/texts.tsx'

/** Markup that `core/markdown` rendered and sanitised when it was written: the only one that is set as such. */
export function PostBody({ html, lang }: { html: string; lang?: string | undefined }) {
  return <div className="prose written" dir="auto" lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
}

/** The same of a post or comment by its id, whose text may stand in the page already. */
export function PostText({ id, html, lang }: { id: string; html: string; lang?: string | undefined }) {
  const text = useText(id, html)
  return (
    <div
      className="prose written"
      dir="auto"
      lang={lang}
      data-text={id}
      dangerouslySetInnerHTML={{ __html: text }}
    />
  )
}
