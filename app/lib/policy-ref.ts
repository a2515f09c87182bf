import { NotFound } from '#server/core/errors.ts'
import { termsDocuments } from '#server/terms/index.ts'

/** The version that an address of the administration names. */
export function policyRef({ document, version }: Readonly<Record<string, string | undefined>>) {
  const known = termsDocuments.find((name) => name === document)
  if (!known || !/^\d{1,6}$/.test(version ?? '')) throw new NotFound('terms')
  return { document: known, version: Number(version) }
}
