import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'

/** A list as a file to keep, sent as it is read. */
export const csvAnswer = (name: string, lines: AsyncIterable<string>) =>
  new Response(createReadableStreamFromReadable(Readable.from(lines)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    },
  })
