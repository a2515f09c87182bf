/** Buckets that tokens are hashed into: no word of anybody is stored, and the table cannot grow beyond this. */
const buckets = 2 ** 18
const mostTokens = 600
const mostCharacters = 20_000

type Words = { title: string | null; body: string }

/**
 * The distinct tokens of a text, hashed: its words, pairs of words, the hosts of its links, and a few of its manners (how
 * many links, how loud, how short). Deterministic: the same words give the same tokens in the same order.
 */
export function tokensOf({ title, body }: Words): number[] {
  const text = `${title ?? ''}\n${body}`.slice(0, mostCharacters).normalize('NFKC')
  const words = (text.toLowerCase().match(/[\p{L}\p{N}$€£%'’-]{2,24}/gu) ?? []).map((word) =>
    /^\d+$/.test(word) ? `#${word.length}` : word,
  )
  const pairs = words.slice(1).map((word, place) => `${words[place] ?? ''} ${word}`)
  const all = [...mannersOf(text), ...hostsOf(text), ...words, ...pairs]
  return [...new Set(all.map(hashed))].slice(0, mostTokens)
}

function mannersOf(text: string): string[] {
  const links = (text.match(/https?:\/\/|www\./gi) ?? []).length
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  const length = Math.min(6, Math.floor(Math.log2(text.length + 1) / 2))
  return [
    `links:${Math.min(links, 5)}`,
    `loud:${letters > 20 ? Math.min(4, Math.floor((10 * capitals) / letters)) : 'short'}`,
    `cries:${Math.min(3, (text.match(/!/g) ?? []).length)}`,
    `length:${length}`,
  ]
}

const hostsOf = (text: string) =>
  [...text.matchAll(/\b(?:https?:\/\/|www\.)([^\s/<>()"']{3,80})/gi)].map(
    (match) => `host:${(match[1] ?? '').toLowerCase()}`,
  )

/** FNV-1a, folded into the buckets. */
function hashed(token: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < token.length; at++) {
    hash ^= token.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193) >>> 0
  }
  return (hash ^ (hash >>> 18)) % buckets
}
