import sanitizeHtml, { type Attributes, type Tag } from 'sanitize-html'

/**
 * `origin`: this site's own, whose images stay. `base`: the address relative links and images are meant against.
 * `headings`: the level of a first heading; the page has the title as h1 and the part as h2, so a post begins at h3.
 */
export type Place = { origin: string; base: string; headings?: 2 | 3 }

const blocks = ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'table', 'dl']
const inline = [
  'a',
  'img',
  'em',
  'i',
  'strong',
  'b',
  'del',
  'code',
  'kbd',
  'sup',
  'sub',
  'br',
  'span',
  'mark',
]
const parts = ['li', 'dt', 'dd', 'thead', 'tbody', 'tr', 'th', 'td', 'pre', 'hr', 'div', 'label', 'input']

const shifted = (tagName: string, from: number) => {
  const level = /^h([1-6])$/.exec(tagName)?.[1]
  return level ? `h${Math.min(6, Number(level) + from - 1)}` : tagName
}

const attributes = {
  a: ['href', 'title', 'rel'],
  img: ['src', 'alt', 'title', 'loading', 'decoding'],
  ol: ['start', 'dir'],
  input: ['type', 'disabled', 'checked'],
  pre: ['dir', 'tabindex'],
  code: ['dir'],
  div: ['tabindex'],
  th: [{ name: 'align', multiple: false, values: ['left', 'center', 'right'] }],
  td: [{ name: 'align', multiple: false, values: ['left', 'center', 'right'] }],
  ...Object.fromEntries(
    ['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'table', 'dl'].map((tag) => [tag, ['dir']]),
  ),
}

const classes = {
  a: ['mention', 'image-elsewhere'],
  code: ['language-*'],
  span: ['hljs-*', 'image-elsewhere'],
  li: ['task'],
  div: ['table-scroll'],
}

/**
 * The one policy for what members' and imports' HTML may be: a list of tags, no scripts, no styles, no frames, no
 * request to another host (an image from elsewhere becomes a link naming the host, PRIV-12), links that give no rank.
 */
export function safeHtml(html: string, place: Place): string {
  const open: string[] = []
  const inLink = () => open.slice(0, -1).includes('a')
  const nested = () => open.slice(0, -1).some((tag) => blocks.includes(tag))
  const block = (tagName: string, attribs: Attributes): Tag => ({
    tagName: shifted(tagName, place.headings ?? 3),
    attribs: nested() ? plain(attribs) : { ...plain(attribs), dir: 'auto' },
  })
  return sanitizeHtml(scrollable(html), {
    allowedTags: [...blocks, ...inline, ...parts],
    allowedAttributes: attributes,
    allowedClasses: classes,
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    nestingLimit: 60,
    onOpenTag: (name) => void open.push(name),
    onCloseTag: () => void open.pop(),
    transformTags: {
      ...Object.fromEntries(blocks.map((tag) => [tag, block])),
      a: (tagName, attribs) => ({ tagName, attribs: link(attribs, place) }),
      img: (_tagName, attribs) => image(attribs, place, inLink()),
      pre: (tagName) => ({ tagName, attribs: { dir: 'ltr', tabindex: '0' } }),
      code: (tagName, attribs) => ({ tagName, attribs: { ...attribs, dir: 'ltr' } }),
      s: 'del',
      td: aligned,
      th: aligned,
      div: (tagName, attribs) => ({
        tagName,
        attribs: attribs.class === 'table-scroll' ? { class: 'table-scroll', tabindex: '0' } : {},
      }),
      input: (tagName, attribs) => ({
        tagName: attribs.type === 'checkbox' ? tagName : 'discarded',
        attribs: { type: 'checkbox', disabled: '', ...('checked' in attribs ? { checked: '' } : {}) },
      }),
    },
    nonBooleanAttributes: ['href', 'src', 'title', 'class', 'dir', 'rel', 'tabindex'],
  })
}

/** The text of stored HTML on one line. */
export function textOf(html: string): string {
  const spaced = html.replace(/<(?:br|\/p|\/li|\/h\d|\/pre|\/t[dhr]|\/blockquote|\/d[td]|\/div)\b/gi, ' $&')
  const escaped = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} })
  const named: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }
  return escaped
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => named[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
}

/** A wide table scrolls within itself, and by keyboard too. */
const scrollable = (html: string) =>
  html.replace(/<table\b/gi, '<div class="table-scroll"><table').replace(/<\/table>/gi, '</table></div>')

const plain = ({ start }: Attributes): Attributes =>
  start === undefined || !/^\d{1,9}$/.test(start) ? {} : { start }

function aligned(tagName: string, attribs: Attributes): Tag {
  const side = attribs.align ?? /text-align:\s*(left|center|right)/.exec(attribs.style ?? '')?.[1]
  return { tagName, attribs: side === undefined ? {} : { align: side } }
}

function link(attribs: Attributes, place: Place): Attributes {
  const target = addressOf(attribs.href, place)
  if (!target) return {}
  const kept = {
    ...(attribs.title ? { title: attribs.title } : {}),
    ...(attribs.class ? { class: attribs.class } : {}),
  }
  return target.origin === place.origin
    ? { href: attribs.href?.startsWith('#') ? attribs.href : within(target), ...kept }
    : { href: target.href, ...kept, rel: 'nofollow ugc noopener' }
}

function image(attribs: Attributes, place: Place, inLink: boolean): Tag {
  const source = addressOf(attribs.src, place)
  const alt = (attribs.alt ?? '').trim()
  if (source?.origin === place.origin && source.protocol.startsWith('http')) {
    const title = attribs.title ? { title: attribs.title } : {}
    return {
      tagName: 'img',
      attribs: { src: within(source), alt, ...title, loading: 'lazy', decoding: 'async' },
    }
  }
  if (!source?.host) return { tagName: 'span', attribs: {}, text: alt }
  const text = alt ? `${alt} (${source.host})` : source.host
  const look = { class: 'image-elsewhere' }
  if (inLink) return { tagName: 'span', attribs: look, text }
  return { tagName: 'a', attribs: { href: source.href, ...look, rel: 'nofollow ugc noopener' }, text }
}

/** The address as a browser would read it (`/\host` and `//host` lead elsewhere), or null for what is none of ours. */
function addressOf(written: string | undefined, place: Place): URL | null {
  if (!written || !URL.canParse(written, place.base)) return null
  const address = new URL(written, place.base)
  return ['http:', 'https:', 'mailto:'].includes(address.protocol) ? address : null
}

const within = (address: URL) => `${address.pathname}${address.search}${address.hash}`
