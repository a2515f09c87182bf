import * as paths from '#server/core/paths.ts'
import { undoDecision } from '#server/moderation/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act } from '#app/lib/handler.ts'

export const loader = () => null
export const action = act({ DELETE: undoDecision }, ({ result }) => paths.reviewItem(result.itemId))

export default function ModDecision() {
  return <TryAgain back={paths.reviewQueue({ view: 'done' })} />
}
