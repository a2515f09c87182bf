import * as paths from '#server/core/paths.ts'
import { noteOnItem, tendItem } from '#server/moderation/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act } from '#app/lib/handler.ts'

export const loader = () => null
export const action = act<void>({ POST: noteOnItem, PUT: tendItem }, ({ params }) =>
  paths.reviewItem(params.itemId ?? ''),
)

export default function ModTending() {
  return <TryAgain back={paths.reviewQueue()} />
}
