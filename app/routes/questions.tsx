import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { topicList } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { type Filter, ListFilters, TopicListing } from '#app/components/topic/topic-listing.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { page } from '#app/lib/handler.ts'
import { listFilter } from '#app/lib/list-filter.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, url, context }) => {
  const now = listFilter(url)
  context.showed('lists')
  return { now, list: await topicList(ctx, { kind: 'question', ...now.query }) }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleOf(matches, 'questions.title')

export default function Questions() {
  const t = useWords()
  const { now, list } = useLoaderData<typeof loader>()
  const href = (filter: Filter) => paths.questions(filter)
  return (
    <div className="stack">
      <PageHead title={t('questions.title')}>
        <ButtonLink to={paths.ask()} tone="primary" icon="ask">
          {t('nav.ask')}
        </ButtonLink>
      </PageHead>
      <ListFilters now={now.shown} href={href} />
      <TopicListing
        label={t('questions.title')}
        page={list}
        room="lists"
        older={(cursor) => paths.questions({ ...now.shown, cursor })}
        newest={now.deeper ? href(now.shown) : null}
        empty={
          <EmptyState
            kind={now.filtered ? 'no-match' : 'first'}
            title={t(now.filtered ? 'list.noMatch' : 'questions.empty')}
            action={
              <ButtonLink to={now.filtered ? paths.questions() : paths.ask()}>
                {t(now.filtered ? 'list.clear' : 'nav.ask')}
              </ButtonLink>
            }
          />
        }
      />
    </div>
  )
}
