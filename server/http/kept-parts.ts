import { LRUCache } from 'lru-cache'

/** HTML of parts of pages by everything they are made of. A part that changed has another key: nothing is ever dropped. */
export type KeptParts = { get(key: string): string | undefined; set(key: string, html: string): void }

/** In letters, of keys and HTML together. */
const mostLetters = 32 * 1024 * 1024

/** The parts of this process, the least used of which give way. While pages are being written nothing is kept. */
export function makeKeptParts({ keeps = true }: { keeps?: boolean } = {}): KeptParts {
  if (!keeps) return { get: () => undefined, set: () => undefined }
  const parts = new LRUCache<string, string>({
    maxSize: mostLetters,
    sizeCalculation: (html, key) => html.length + key.length,
  })
  return { get: (key) => parts.get(key), set: (key, html) => void parts.set(key, html) }
}
