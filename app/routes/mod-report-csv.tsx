import { queueReportCsv } from '#server/moderation/index.ts'
import { csvAnswer } from '#app/lib/csv.ts'
import { page } from '#app/lib/handler.ts'

type Asked = Parameters<typeof queueReportCsv>[1]

/** /mod/report/csv: the figures of /mod/report as a file, chosen by the same words of the address. */
export const loader = page(async ({ ctx, url }) =>
  csvAnswer('queue-report', await queueReportCsv(ctx, Object.fromEntries(url.searchParams) as Asked)),
)
