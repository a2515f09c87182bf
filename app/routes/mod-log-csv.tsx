import { logCsv } from '#server/moderation/index.ts'
import { csvAnswer } from '#app/lib/csv.ts'
import { page } from '#app/lib/handler.ts'
import { logFilter } from '#app/lib/log-filter.ts'

/** /mod/log/csv: what the log shows under the same filters, whole and as a file (MOD-26). */
export const loader = page(async ({ ctx, url }) =>
  csvAnswer('moderation-log', await logCsv(ctx, logFilter(url))),
)
