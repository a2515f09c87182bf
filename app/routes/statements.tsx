import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { ownStatements } from '#server/moderation/index.ts'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(({ ctx, url }) => ownStatements(ctx, { cursor: url.searchParams.get('cursor') }))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'statements.title')

/** /statements: everything that was decided about oneself, newest first. */
export default function Statements() {
  const t = useWords()
  const { items, next } = useLoaderData<typeof loader>()
  const titleOfKind = (kind: string) => {
    const key = `statement.title.${kind}`
    return isWordKey(key) ? t(key) : kind
  }
  return (
    <div className="column stack">
      <PageHead title={t('statements.title')} lead={t('statements.lead')} />
      {items.length === 0 && <EmptyState kind="first" title={t('statements.none')} />}
      <ul className="plain-list stack">
        {items.map((item) => (
          <li key={item.id} data-row>
            <Link to={paths.statement(item.id)} data-row-link>
              {titleOfKind(item.kind)}
            </Link>{' '}
            <span className="muted small">
              {item.clause} <TimeStamp at={item.at} />{' '}
              {item.appeal && t(`appeal.state.${item.appeal.outcome ?? 'open'}`)}
            </span>
          </li>
        ))}
      </ul>
      <Pager older={next === null ? null : paths.statements(next)} />
    </div>
  )
}
