import { acceptedCsv, owingCsv } from '#server/identity/index.ts'
import { csvAnswer } from '#app/lib/csv.ts'
import { page } from '#app/lib/handler.ts'
import { policyRef } from '#app/lib/policy-ref.ts'

/** /admin/policies/:document/:version/csv: who accepted it, or with `?show=missing` who has yet to. */
export const loader = page(async ({ ctx, params, url }) => {
  const ref = policyRef(params)
  const missing = url.searchParams.get('show') === 'missing'
  const lines = await (missing ? owingCsv(ctx, ref) : acceptedCsv(ctx, ref))
  return csvAnswer(`${ref.document}-${ref.version}-${missing ? 'missing' : 'accepted'}`, lines)
})
