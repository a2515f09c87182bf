import * as paths from '#server/core/paths.ts'
import { claimItem, releaseItem } from '#server/moderation/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act } from '#app/lib/handler.ts'

export const loader = () => null
export const action = act<unknown>({ PUT: claimItem, DELETE: releaseItem })

export default function ModClaim() {
  return <TryAgain back={paths.reviewQueue()} />
}
