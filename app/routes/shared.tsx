import { redirect } from '@remix-run/node'
import * as paths from '#server/core/paths.ts'
import { followShare } from '#server/forum/index.ts'
import { page } from '#app/lib/handler.ts'

/** Programs that fetch a link to show or check it, by what they call themselves; one without a name is one too. */
const machines = /bot\b|crawl|spider|slurp|preview|external|embed|fetch|scan|curl|wget|python|headless|^$/i

/** /s/<code>: leads to the post, and counts whoever comes for the first time. */
export const loader = page(async ({ ctx, params, context, device }) => {
  const { topic, number } = await followShare(ctx, {
    code: params.code ?? '',
    visitor: context.visitor(),
    machine: machines.test(device),
  })
  throw redirect(paths.post(topic, number), 302)
})
