import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { isMember } from '#server/core/actor.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { followedTopics } from '#server/forum/index.ts'
import { TopicListing } from '#app/components/topic/topic-listing.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const cursor = url.searchParams.get('cursor')
  return { list: await followedTopics(ctx, { cursor }), deeper: cursor !== null }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'following.title')

/** /following: topics of the people, boards, tags and topics one follows, the latest first. */
export default function Following() {
  const t = useWords()
  const { list, deeper } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('following.title')} lead={t('following.lead')} />
      <p>
        <Link to={paths.noticeSettings()}>{t('following.change')}</Link>
      </p>
      <TopicListing
        label={t('following.title')}
        page={list}
        room="lists"
        older={(cursor) => paths.following(cursor)}
        newest={deeper ? paths.following() : null}
        empty={
          <EmptyState
            kind="first"
            title={t('following.none')}
            action={<ButtonLink to={paths.boards()}>{t('nav.boards')}</ButtonLink>}
          />
        }
      />
    </div>
  )
}
