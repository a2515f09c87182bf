/** A post as `core/markdown` rendered and sanitised it when it was written: the only markup that is set as such. */
export function PostBody({ html, lang }: { html: string; lang?: string | undefined }) {
  return <div className="prose written" dir="auto" lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
}
