import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { tagList } from '#server/forum/index.ts'
import { TagLink } from '#app/components/tag/tag-link.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { SearchField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Pager } from '#app/components/ui/navigation.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, url, context }) => {
  const q = url.searchParams.get('q') ?? ''
  context.showed('lists', 'tags')
  return { q, list: await tagList(ctx, { q, cursor: url.searchParams.get('cursor'), limit: 60 }) }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'tags.title')

export default function Tags() {
  const t = useWords()
  const { q, list } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('tags.title')} lead={t('tags.lead')} />
      <SearchField action={paths.tags()} label={t('tags.find')} defaultValue={q} />
      {list.items.length === 0 ? (
        <EmptyState kind={q ? 'no-match' : 'first'} title={t(q ? 'tags.noMatch' : 'tags.empty')} />
      ) : (
        <ul className="auto-grid" aria-label={t('tags.title')}>
          {list.items.map((tag) => (
            <li key={tag.id} className="tag-card">
              <TagLink tag={tag} />{' '}
              <span className="muted small">{t('tags.topics', { count: tag.topicCount })}</span>
              {tag.excerpt && <p className="small">{tag.excerpt}</p>}
            </li>
          ))}
        </ul>
      )}
      <Pager
        older={
          list.next === null
            ? null
            : `${paths.tags()}?${new URLSearchParams({ ...(q ? { q } : {}), cursor: list.next }).toString()}`
        }
      />
    </div>
  )
}
