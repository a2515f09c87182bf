import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { castVote } from '#server/forum/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act } from '#app/lib/handler.ts'

const takeBack = (ctx: Ctx, input: { postId: string }) => castVote(ctx, { ...input, value: 0 })

export const loader = () => null
export const action = act({ PUT: castVote, DELETE: takeBack })

export default function PostVote() {
  return <TryAgain back={paths.questions()} />
}
