import { LRUCache } from 'lru-cache'

/** HTML of parts of pages, as bytes, by everything they are made of. What changed has another key: nothing is dropped. */
export type KeptParts = {
  get(key: string): Buffer<ArrayBuffer> | undefined
  set(key: string, html: Buffer<ArrayBuffer>): void
}

/** Of keys and HTML together. */
const mostBytes = 64 * 1024 * 1024

/** The parts of this process, the least used of which give way. While pages are being written nothing is kept. */
export function makeKeptParts({ keeps = true }: { keeps?: boolean } = {}): KeptParts {
  if (!keeps) return { get: () => undefined, set: () => undefined }
  const parts = new LRUCache<string, Buffer<ArrayBuffer>>({
    maxSize: mostBytes,
    sizeCalculation: (html, key) => html.length + key.length,
  })
  return { get: (key) => parts.get(key), set: (key, html) => void parts.set(key, html) }
}
