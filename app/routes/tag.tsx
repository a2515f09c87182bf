import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { describeTag, tagPage, topicList } from '#server/forum/index.ts'
import { tagExperts } from '#server/reputation/index.ts'
import { MemberLine } from '#app/components/member/member-line.tsx'
import { FollowControl } from '#app/components/topic/follow-control.tsx'
import { ListFilters, TopicListing } from '#app/components/topic/topic-listing.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { Textarea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { listFilter } from '#app/lib/list-filter.ts'
import { titledBy } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(async ({ ctx, params, url, context }) => {
  const tag = await tagPage(ctx, { tag: params.tag ?? '' })
  if (tag.synonymOf) throw redirect(paths.tag(tag.synonymOf), 308)
  const now = listFilter(url)
  context.showed('lists', `tag:${tag.id}`)
  const [list, experts] = await Promise.all([
    topicList(ctx, { ...now.query, tag: tag.slug }),
    tagExperts(ctx, { tags: [tag.slug] }),
  ])
  return { tag, now, list, experts }
})

export const action = act({ PUT: describeTag })

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titledBy(matches, data?.tag.slug, data?.tag.excerpt)

export default function Tag() {
  const t = useWords()
  const { tag, now, list, experts } = useLoaderData<typeof loader>()
  const href = ({ is, sort }: { is: string | null; sort: string | null }) =>
    `${paths.tag(tag.slug)}${query({ is, sort })}`
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('tags.title'), href: paths.tags() }, { label: tag.slug }]} />
      <PageHead title={tag.slug} lead={tag.excerpt}>
        {tag.can.follow && <FollowControl subject="tag" id={tag.slug} level={tag.level} />}
      </PageHead>
      {tag.synonyms.length > 0 && (
        <p className="muted">{t('tag.synonyms', { tags: tag.synonyms.join(', ') })}</p>
      )}
      {tag.description && <p className="column">{tag.description}</p>}
      {experts.length > 0 && (
        <section className="cluster" aria-labelledby="tag-experts">
          <h2 id="tag-experts" className="small">
            {t('leader.tag.top')}
          </h2>
          {experts.map(({ memberId, handle, displayName, staff, score }) => (
            <MemberLine key={memberId} member={{ handle, name: displayName, staff }}>
              <span className="small muted tabular">{t('leader.tag.score', { score })}</span>
            </MemberLine>
          ))}
        </section>
      )}
      {tag.can.keep && <Describe />}
      <ListFilters
        now={{ ...now.shown, tag: null }}
        href={({ is, sort }) => href({ is: is ?? null, sort: sort ?? null })}
      />
      <TopicListing
        label={tag.slug}
        page={list}
        older={(cursor) => `${paths.tag(tag.slug)}${query({ ...now.shown, tag: null, cursor })}`}
        newest={now.deeper ? href(now.shown) : null}
        empty={
          <EmptyState
            kind="no-match"
            title={t('list.noMatch')}
            action={<ButtonLink to={paths.ask({ tags: tag.slug })}>{t('nav.ask')}</ButtonLink>}
          />
        }
      />
    </div>
  )
}

const query = (values: Record<string, string | null>) => {
  const given = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null)
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : ''
}

/** What a tag is for, kept by members with the ability. */
function Describe() {
  const t = useWords()
  const { tag } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <details>
      <summary>{t('tag.describe')}</summary>
      <Form method="post" className="stack column">
        <input type="hidden" name="_method" value="PUT" />
        <ErrorSummary errors={summary} />
        <TextField
          id="excerpt"
          name="excerpt"
          label={t('tag.excerpt')}
          errors={errors('excerpt')}
          defaultValue={value('excerpt', tag.excerpt)}
        />
        <Textarea
          id="description"
          name="description"
          label={t('tag.description')}
          optional
          rows={4}
          errors={errors('description')}
          defaultValue={value('description', tag.description)}
        />
        <Button>{t('form.save')}</Button>
      </Form>
    </details>
  )
}
