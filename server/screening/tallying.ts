/** What newcomers may write only a few of (MOD-19). */
export type Tally = { links: number; images: number; mentions: number }

const anchors = /<a\b([^>]*)>/g

/**
 * Counts links, images and mentions in HTML as it is stored. Mentions and links within this site are no links; an image of
 * another host is stored as a link that names it, and counts as an image.
 */
export function tallyOf(html: string, site: string): Tally {
  const tally: Tally = { links: 0, images: (html.match(/<img\b/g) ?? []).length, mentions: 0 }
  for (const [, attributes = ''] of html.matchAll(anchors)) {
    const classes = /\bclass="([^"]*)"/.exec(attributes)?.[1] ?? ''
    const href = /\bhref="([^"]*)"/.exec(attributes)?.[1] ?? ''
    if (classes.includes('mention')) tally.mentions++
    else if (classes.includes('image-elsewhere')) tally.images++
    else if (/^(?:https?:)?\/\//i.test(href) && !isOf(href, site)) tally.links++
  }
  return tally
}

const isOf = (href: string, site: string) =>
  URL.canParse(href, site) && new URL(href, site).host === new URL(site).host
