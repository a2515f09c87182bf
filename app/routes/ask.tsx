import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { isDomainError } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { boardList, boardPage, startTopic } from '#server/forum/index.ts'
import { TopicForm } from '#app/components/topic/topic-form.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead, SideBox } from '#app/components/ui/key-value.tsx'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, url }) => {
  const get = (name: string) => url.searchParams.get(name) ?? ''
  const boards = await boardList(ctx)
  const named = get('board')
  const open = named === '' || boards.some(({ slug }) => slug === named)
  const board = open ? named : await successorOf(ctx, named)
  return {
    boards: boards
      .filter((board) => board.kinds.includes('question'))
      .map(({ slug, title }) => ({ slug, title })),
    prefill: { title: get('title'), board, tags: get('tags'), body: get('body') },
  }
})

/** A link to an archived board's form fills in the board that goes on in its place. */
async function successorOf(ctx: Ctx, slug: string): Promise<string> {
  const board = await boardPage(ctx, { board: slug }).catch((error: unknown) => {
    if (isDomainError(error)) return null
    throw error
  })
  return board?.successor?.slug ?? ''
}

export const action = act({ POST: startTopic }, ({ result }) => paths.topic(result))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'ask.heading')

/** One ask form for everyone (ASK-03); a product can link to it with fields filled in. */
export default function Ask() {
  const t = useWords()
  const { boards, prefill } = useLoaderData<typeof loader>()
  if (boards.length === 0) return <EmptyState kind="first" title={t('ask.noBoards')} />
  return (
    <div className="with-side">
      <div className="stack column">
        <PageHead title={t('ask.heading')} lead={t('ask.lead')} />
        <TopicForm kind="question" boards={boards} prefill={prefill} />
      </div>
      <aside>
        <SideBox title={t('ask.good')}>
          <ul>
            <li>{t('ask.good.error')}</li>
            <li>{t('ask.good.version')}</li>
            <li>{t('ask.good.tried')}</li>
            <li>{t('ask.good.secrets')}</li>
          </ul>
        </SideBox>
      </aside>
    </div>
  )
}
