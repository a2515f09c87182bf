import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { SaxesParser } from 'saxes'

/** The attributes of one `<row …/>`; an absent attribute is NULL. */
export type Row = Readonly<Record<string, string>>

export const dumpFiles = [
  'Users',
  'Tags',
  'Posts',
  'PostHistory',
  'PostLinks',
  'Comments',
  'Votes',
  'Badges',
] as const
export type DumpFile = (typeof dumpFiles)[number]

/** The file, plain or packed, or null when the dump lacks it. */
export function pathOf(folder: string, file: DumpFile): string | null {
  return (
    [`${file}.xml`, `${file}.xml.gz`].map((name) => join(folder, name)).find((path) => existsSync(path)) ??
    null
  )
}

/**
 * The rows of one file of a dump, streamed; null for one that is not readable XML. Stack Exchange writes one row a line
 * (meta.stackexchange.com/a/2678), so a broken row ends where the next begins. A missing file has no rows.
 */
export async function* rowsOf(folder: string, file: DumpFile): AsyncGenerator<Row | null> {
  const path = pathOf(folder, file)
  if (!path) return
  const packed = createReadStream(path)
  const stream = path.endsWith('.gz') ? packed.pipe(createGunzip()) : packed
  packed.once('error', (error) => stream.destroy(error))
  let text = ''
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    const starts = line.trimStart().startsWith('<row')
    if (starts && text) yield readRow(text)
    if (starts) text = line
    else if (text) text += `\n${line}`
    if (text && line.trimEnd().endsWith('/>')) {
      yield readRow(text)
      text = ''
    }
  }
  if (text) yield readRow(text)
}

/** As many rows at a time as one change should write. */
export async function* batches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Control characters, bare or as references: XML 1.0 allows none of them, old dumps hold some, and they only hide. */
const control =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi

function readRow(text: string): Row | null {
  const parser = new SaxesParser<{ fragment: true; xmlns: false }>({ fragment: true, xmlns: false })
  let row: Row | null = null
  let broken = false
  parser.on('opentag', (tag) => {
    if (tag.name === 'row') row = tag.attributes
  })
  parser.on('error', () => (broken = true))
  parser.write(text.replace(control, '')).close()
  return broken ? null : row
}
