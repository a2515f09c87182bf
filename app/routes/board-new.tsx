import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { boardPage, startTopic } from '#server/forum/index.ts'
import { TopicForm } from '#app/components/topic/topic-form.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params, url }) => {
  const board = await boardPage(ctx, { board: params.board ?? '' })
  // an archived board sends on to the one that goes on in its place
  if (board.archivedAt && board.successor) throw redirect(paths.boardNew(board.successor.slug), 302)
  const wanted = url.searchParams.get('kind')
  const kind = board.kinds.find((each) => each === wanted) ?? board.kinds[0]
  if (kind === undefined || (ctx.actor.kind !== 'guest' && !board.can.start.includes(kind)))
    throw new Forbidden('forum.start.staff')
  return { board: { slug: board.slug, title: board.title }, kind }
})

export const action = act({ POST: startTopic }, ({ result }) => paths.topic(result))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'start.heading')

export default function BoardNew() {
  const t = useWords()
  const { board, kind } = useLoaderData<typeof loader>()
  return (
    <div className="stack column">
      <Breadcrumb
        trail={[{ label: board.title, href: paths.board(board.slug) }, { label: t(`board.start.${kind}`) }]}
      />
      <PageHead title={t(`board.start.${kind}`)} />
      <TopicForm
        kind={kind}
        boards={[board]}
        prefill={{ title: '', board: board.slug, tags: '', body: '' }}
      />
    </div>
  )
}
