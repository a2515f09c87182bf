import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { postHistory, restoreRevision, topicPage } from '#server/forum/index.ts'
import { MemberName } from '#app/components/member/member-line.tsx'
import { ActionButton } from '#app/components/ui/button.tsx'
import { DiffView } from '#app/components/ui/diff-view.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { Sentence, useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params, url }) => {
  const named = url.searchParams.get('post')
  const postId = named ?? (await topicPage(ctx, { topicId: Number(params.topicId) })).openingId
  return await postHistory(ctx, { postId })
})

export const action = act({ PUT: restoreRevision })

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'history.title')

/** Every version of a post with the words that changed; any earlier one can be brought back. */
export default function TopicHistory() {
  const t = useWords()
  const { topic, post, versions, can } = useLoaderData<typeof loader>()
  return (
    <div className="stack column">
      <Breadcrumb
        trail={[{ label: topic.title, href: paths.post(topic, post.number) }, { label: t('history.title') }]}
      />
      <PageHead title={t('history.title')} lead={t('history.lead', { count: versions.length })} />
      {versions.length === 0 && <EmptyState kind="first" title={t('history.empty')} />}
      {versions.map((version, place) => (
        <section
          key={version.number}
          className="version stack gap-2"
          aria-labelledby={`version-${version.number}`}
        >
          <div className="spread">
            <h2 id={`version-${version.number}`}>{t('history.version', { number: version.number })}</h2>
            {can.restore && place > 0 && (
              <ActionButton
                action={paths.topicHistory(topic, { post: post.id })}
                method="PUT"
                fields={{ postId: post.id, number: version.number }}
              >
                {t('history.restore')}
              </ActionButton>
            )}
          </div>
          <p className="muted">
            <Sentence
              of="history.by"
              parts={{ author: <MemberName member={version.author} />, when: <TimeStamp at={version.at} /> }}
            />
            {version.reason && <span dir="auto"> · {version.reason}</span>}
          </p>
          {version.change.title && <DiffView parts={version.change.title} label={t('history.titleChange')} />}
          <DiffView parts={version.change.body} label={t('history.bodyChange')} />
          {version.change.tags.added.length + version.change.tags.removed.length > 0 && (
            <p className="small muted">
              {t('history.tags', {
                added: version.change.tags.added.join(', ') || '–',
                removed: version.change.tags.removed.join(', ') || '–',
              })}
            </p>
          )}
        </section>
      ))}
    </div>
  )
}
