import { acceptedCsv, owingCsv } from '#server/identity/index.ts'
import { addressedVersion } from '#server/terms/index.ts'
import { csvAnswer } from '#app/lib/csv.ts'
import { page } from '#app/lib/handler.ts'

/** /admin/policies/:document/:version/csv: who accepted it, or with `?show=missing` who has yet to. */
export const loader = page(async ({ ctx, params, url }) => {
  const ref = addressedVersion(params)
  const missing = url.searchParams.get('show') === 'missing'
  const lines = await (missing ? owingCsv(ctx, ref) : acceptedCsv(ctx, ref))
  return csvAnswer(`${ref.document}-${ref.version}-${missing ? 'missing' : 'accepted'}`, lines)
})
