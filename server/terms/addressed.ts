import { NotFound } from '#server/core/errors.ts'
import { documents } from './documents.ts'

/** The version that the words of an address name; what names none is nowhere. */
export function addressedVersion({ document, version }: Readonly<Record<string, string | undefined>>) {
  const known = documents.find((name) => name === document)
  if (!known || !/^\d{1,6}$/.test(version ?? '')) throw new NotFound('terms')
  return { document: known, version: Number(version) }
}
