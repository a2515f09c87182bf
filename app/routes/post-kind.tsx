import * as paths from '#server/core/paths.ts'
import { convertPost } from '#server/forum/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act } from '#app/lib/handler.ts'

export const loader = () => null
export const action = act({ PUT: convertPost })

export default function PostKind() {
  return <TryAgain back={paths.questions()} />
}
