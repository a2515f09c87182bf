/** What a letter says, in the order it is read; every address is absolute. */
export type Parts = {
  greeting: string
  lines: readonly string[]
  quote?: { by: string; text: string } | null
  after: readonly string[]
  open: { label: string; href: string }
  why: string
  help: { label: string; href: string } | null
  change: { label: string; href: string } | null
  unsubscribe: { label: string; href: string } | null
  site: { name: string; href: string }
}

/** The letter for those who read plain text. */
export function asText({
  greeting,
  lines,
  quote,
  after,
  open,
  why,
  help,
  change,
  unsubscribe,
  site,
}: Parts): string {
  const quoted = quote
    ? [
        quote.by,
        quote.text
          .split('\n')
          .map((line) => `> ${line}`)
          .join('\n'),
      ]
    : []
  const ways = [help, change, unsubscribe].flatMap((way) => (way ? [`${way.label}: ${way.href}`] : []))
  const foot = ['-- ', why, ...ways, `${site.name}: ${site.href}`].join('\n')
  return `${[greeting, ...lines, ...quoted, ...after, `${open.label}:\n${open.href}`, foot].join('\n\n')}\n`
}

/** The same in HTML, in the reader's own fonts and colours: it needs no style and loads nothing. */
export function asHtml({
  greeting,
  lines,
  quote,
  after,
  open,
  why,
  help,
  change,
  unsubscribe,
  site,
}: Parts): string {
  const paragraph = (html: string) => `<p>${html}</p>`
  const link = ({ label, href }: { label: string; href: string }) =>
    `<a href="${escaped(href)}">${escaped(label)}</a>`
  const quoted = quote
    ? [
        paragraph(escaped(quote.by)),
        `<blockquote>${escaped(quote.text).replaceAll('\n', '<br>')}</blockquote>`,
      ]
    : []
  const ways = [help, change, unsubscribe].flatMap((way) => (way ? [link(way)] : []))
  const foot = [escaped(why), ...ways, link({ label: site.name, href: site.href })].join('<br>')
  const body = [
    paragraph(escaped(greeting)),
    ...lines.map((line) => paragraph(escaped(line))),
    ...quoted,
    ...after.map((line) => paragraph(escaped(line))),
    paragraph(link(open)),
  ]
  return `<!doctype html><html><head><meta charset="utf-8"></head><body>${body.join('')}<hr><p><small>${foot}</small></p></body></html>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] ?? char)
