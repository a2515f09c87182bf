import { redirect } from '@remix-run/node'
import { useParams } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { pinTopic, unpinTopic } from '#server/forum/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act } from '#app/lib/handler.ts'

export const loader = ({ params }: { params: { topicId?: string } }) =>
  redirect(paths.topicNumber(Number(params.topicId)))
export const action = act({ PUT: pinTopic, DELETE: unpinTopic })

export default function TopicPin() {
  return <TryAgain back={paths.topicNumber(Number(useParams().topicId))} />
}
