import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ControlStories } from '../components/stories/control-stories.tsx'
import { ListStories } from '../components/stories/list-stories.tsx'
import { QuestionStory } from '../components/stories/thread-stories.tsx'

export const loader = ({ context }: LoaderFunctionArgs) => ({ now: context.ctx.now })

/** Every component in its states, for builders. */
export default function Components() {
  const { now } = useLoaderData<typeof loader>()
  return (
    <div className="stack gap-5">
      <h1>Components</h1>
      <QuestionStory />
      <ListStories />
      <ControlStories now={now} />
    </div>
  )
}
