import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden, isDomainError } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { say } from '#server/core/words.ts'
import { input, mergeTopics, topicPage, unmergeTopic } from '#server/forum/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { KeyValue, PageHead, SideBox } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import '#app/lib/words-of-upkeep.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params, url, context }) => {
  const topicId = Number(params.topicId)
  const topic = await topicPage(ctx, { topicId })
  if (!topic.can.keep) throw new Forbidden()
  const wanted = url.searchParams.get('into') ?? ''
  const { other, refused } = await otherSide(ctx, { wanted, locale: context.locale })
  return { topic: sideOf(topic), into: wanted, other, refused }
})

/** The topic that is named, as far as this moderator may see it; why not, in a sentence. */
async function otherSide(ctx: Ctx, { wanted, locale }: { wanted: string; locale: string }) {
  if (wanted === '') return { other: null, refused: null }
  const named = input.merging.shape.into.safeParse(wanted)
  if (!named.success) return { other: null, refused: say(locale, 'forum.merge.into') }
  try {
    return { other: sideOf(await topicPage(ctx, { topicId: named.data })), refused: null }
  } catch (error) {
    if (!isDomainError(error)) throw error
    return {
      other: null,
      refused: say(locale, error.status === 307 ? 'forum.merge.moved' : 'forum.merge.unknown'),
    }
  }
}

type Shown = Awaited<ReturnType<typeof topicPage>>

const sideOf = ({ id, kind, slug, title, boardTitle, postCount, acceptedPostIds, posts }: Shown) => ({
  ...{ id, kind, slug, title, boardTitle, postCount },
  accepted: acceptedPostIds.length,
  asker: posts[0]?.author?.name ?? null,
})

const unmerge = async (ctx: Ctx, ref: Parameters<typeof unmergeTopic>[1]) => {
  await unmergeTopic(ctx, ref)
  return null
}

export const action = act<Awaited<ReturnType<typeof mergeTopics>> | null>(
  { POST: mergeTopics, PUT: mergeTopics, DELETE: unmerge },
  ({ result, input: sent }) => (result ? paths.topicFrom(result, Number(sent.topicId)) : undefined),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'merge.title')

/** Names the topic that stays, shows both sides, and merges: two steps, so that nobody merges the wrong pair. */
export default function TopicMerge() {
  const t = useWords()
  const { topic, into, other, refused } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const wrong = errors('into') ?? (refused ? [refused] : undefined)
  return (
    <div className="stack column">
      <PageHead title={t('merge.title')} lead={topic.title} />
      <p>{t('merge.lead')}</p>
      <ErrorSummary errors={refused ? [{ fieldId: 'into', text: refused }] : summary} />
      <Form method="get" className="stack">
        <TextField
          id="into"
          name="into"
          label={t('merge.into')}
          hint={t('merge.into.hint')}
          errors={wrong}
          defaultValue={value('into', into)}
        />
        <div className="button-row">
          <Button tone={other ? 'secondary' : 'primary'}>{t('merge.preview')}</Button>
          <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
      {other && (
        <Form method="post" className="stack">
          <input type="hidden" name="into" value={other.id} />
          <Side title={t('merge.goes')} side={topic} />
          <Side title={t('merge.stays', { number: other.id })} side={other} />
          <div className="button-row">
            <Button tone="primary">{t('merge.send')}</Button>
          </div>
        </Form>
      )}
    </div>
  )
}

function Side({ title, side }: { title: string; side: ReturnType<typeof sideOf> }) {
  const t = useWords()
  return (
    <SideBox title={title}>
      <p dir="auto">
        <strong>{side.title}</strong>
      </p>
      <KeyValue
        pairs={[
          [t('merge.board'), side.boardTitle],
          [t('merge.asker'), side.asker],
          [t('merge.posts'), String(side.postCount)],
          [t('merge.accepted'), side.accepted === 0 ? null : String(side.accepted)],
        ]}
      />
    </SideBox>
  )
}
