import { redirect } from '@remix-run/node'
import { useParams } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { addPost } from '#server/forum/index.ts'
import { TryAgain } from '#app/components/site/try-again.tsx'
import { act, localPath } from '#app/lib/handler.ts'

export const loader = ({ params }: { params: { topicId?: string } }) =>
  redirect(paths.topicNumber(Number(params.topicId)))
export const action = act(
  { POST: addPost },
  ({ result, url }) =>
    `${localPath(url.searchParams.get('back')) ?? paths.topicNumber(result.topicId)}#p-${result.number}`,
)

export default function TopicPosts() {
  return <TryAgain back={paths.topicNumber(Number(useParams().topicId))} />
}
