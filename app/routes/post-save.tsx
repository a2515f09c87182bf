import * as paths from '#server/core/paths.ts'
import { forgetSave, savePost } from '#server/forum/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act } from '#app/lib/handler.ts'

export const loader = () => null
export const action = act<void>({ PUT: savePost, DELETE: forgetSave })

export default function PostSave() {
  return <TryAgain back={paths.saves()} />
}
