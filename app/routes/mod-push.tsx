import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { addBrowser, removeBrowser } from '#server/notifications/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act, type PageArgs } from '#app/lib/handler.ts'

type Added = Parameters<typeof addBrowser>[1]
const add = (ctx: Ctx, input: Added, { context }: PageArgs) =>
  addBrowser(ctx, input, { session: context.session?.hash })

export const loader = () => null
export const action = act<void>({ POST: add, DELETE: removeBrowser })

/** /mod/push: POST adds the browser one is signed in with, DELETE takes one out (MOD-11). */
export default function ModPush() {
  return <TryAgain back={paths.reviewQueue()} />
}
