import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { searchTopics, writeQuery } from '#server/search/index.ts'
import { shownState, StateShape } from '#app/components/topic/state-shape.tsx'
import { MemberLine } from '#app/components/member/member-line.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { SearchField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { FilterChips, Pager, type LinkItem } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, url }) => {
  const q = url.searchParams.get('q') ?? ''
  const found = await searchTopics(ctx, { q, cursor: url.searchParams.get('cursor') })
  const solved = found.query.is.includes('solved')
  const others = found.query.is.filter((state) => state !== 'solved')
  return {
    q,
    ...found,
    solved,
    toggled: writeQuery({ ...found.query, is: solved ? others : [...others, 'solved'] }),
  }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleOf(matches, 'search.title')

/** Results of words and typed operators; the address equals the query. */
export default function Search() {
  const t = useWords()
  const { q, items, next, query, solved, toggled } = useLoaderData<typeof loader>()
  const chips: (LinkItem & { removable?: boolean })[] = [
    { label: t('search.solvedOnly'), href: paths.search(toggled), current: solved },
  ]
  return (
    <div className="stack column">
      <PageHead title={t('search.title')} />
      <SearchField key={q} action={paths.search()} label={t('search.label')} defaultValue={q} />
      <details className="small muted" open={q === ''}>
        <summary>{t('search.operators')}</summary>
        <p dir="ltr">
          <code>
            {'is:solved is:unanswered kind:question board:api tag:sso author:@bo has:accepted created:<30d'}
          </code>
        </p>
      </details>
      {q !== '' && <FilterChips label={t('filter.label')} chips={chips} />}
      {query.unknown.length > 0 && (
        <p className="muted">{t('search.unknown', { words: query.unknown.join(' ') })}</p>
      )}
      {q !== '' && items.length === 0 && (
        <EmptyState
          kind="no-match"
          title={t('search.none')}
          action={<ButtonLink to={paths.ask({ title: query.text })}>{t('search.ask')}</ButtonLink>}
        >
          {t('search.none.next')}
        </EmptyState>
      )}
      <ol className="hits" aria-label={t('search.title')}>
        {items.map((hit) => (
          <li key={hit.id}>
            <article className="hit" data-row>
              <h2 className="hit-title">
                <StateShape state={shownState(hit)} wordHidden />
                <Link to={paths.topic(hit)} data-row-link prefetch="intent" dir="auto">
                  {hit.title}
                </Link>
              </h2>
              <p dir="auto">
                {hit.snippet.map((piece, place) =>
                  piece.hit ? <mark key={place}>{piece.text}</mark> : <span key={place}>{piece.text}</span>,
                )}
              </p>
              <p className="small muted">
                {hit.fromAccepted && <>{t('search.fromAccepted')} · </>}
                <Link to={paths.board(hit.board.slug)}>{hit.board.title}</Link> ·{' '}
                <MemberLine member={hit.author} /> · <TimeStamp at={hit.createdAt} /> ·{' '}
                {t('search.answers', { count: hit.replyCount })}
              </p>
            </article>
          </li>
        ))}
      </ol>
      <Pager older={next === null ? null : paths.search(q, next)} />
    </div>
  )
}
