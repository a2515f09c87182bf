import { redirect } from '@remix-run/node'
import { useParams } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { foldPins, unfoldPins } from '#server/forum/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act } from '#app/lib/handler.ts'

export const loader = ({ params }: { params: { board?: string } }) =>
  redirect(paths.board(params.board ?? ''))
export const action = act({ PUT: foldPins, DELETE: unfoldPins })

export default function BoardPins() {
  return <TryAgain back={paths.board(useParams().board ?? '')} />
}
