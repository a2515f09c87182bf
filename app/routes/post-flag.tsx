import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import { isMember } from '#server/core/actor.ts'
import * as paths from '#server/core/paths.ts'
import { postInView } from '#server/forum/index.ts'
import { memberNames } from '#server/identity/index.ts'
import { flagMember, flagPost, noteAuthor } from '#server/moderation/index.ts'
import { clausesInForce } from '#server/terms/index.ts'
import { SignInFirst } from '#app/components/site/sign-in-first.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { RadioGroup, Textarea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-moderation.ts'

export const loader = page(async ({ ctx, params }) => {
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const post = await postInView(ctx, { postId: params.postId ?? '' })
  const names = post.authorId ? await memberNames(ctx, [post.authorId]) : null
  const author = post.authorId ? names?.get(post.authorId) : null
  return {
    post: { id: post.id, topic: post.topic, number: post.number },
    author: author ? { handle: author.handle, name: author.displayName } : null,
    clauses: (await clausesInForce(ctx)).map(({ key, title }) => ({ key, title })),
  }
})

type Reported = { postId: string; subject?: string; clause: string; note?: string; text: string }

/** The post, or the person who wrote it with this post as what shows it. */
const report = async (ctx: Ctx, input: Reported) => {
  const handle = input.subject?.startsWith('@') ? input.subject.slice(1) : null
  if (handle) await flagMember(ctx, { ...input, handle, posts: [input.postId] })
  else await flagPost(ctx, input)
}
const tell = async (ctx: Ctx, input: Reported) => void (await noteAuthor(ctx, input))

export const action = act<void>({ POST: report, PUT: tell }, async ({ ctx, params }) => {
  const post = await postInView(ctx, { postId: params.postId ?? '' })
  return paths.post(post.topic, post.number)
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'flag.title')

/** A report under one of the rules, of the post or of its author; or a private word instead. */
export default function PostFlag() {
  const t = useWords()
  const { post, author, clauses } = useLoaderData<typeof loader>()
  const { refusal, summary, errors, value } = useRefused()
  return (
    <div className="stack column">
      <PageHead title={t('flag.title')} lead={t('flag.lead')} />
      <p className="written" dir="auto">
        {post.topic.title}
      </p>
      <ErrorSummary errors={summary} />
      <SignInFirst refusal={refusal} />
      <Form method="post" className="stack">
        <RadioGroup
          id="clause"
          name="clause"
          label={t('flag.reason')}
          errors={errors('clause')}
          defaultValue={value('clause')}
          options={[
            ...clauses.map(({ key, title }) => ({ value: key, label: title })),
            { value: 'other', label: t('flag.other'), hint: t('flag.other.hint') },
          ]}
        />
        {author && (
          <RadioGroup
            id="subject"
            name="subject"
            label={t('flag.subject')}
            defaultValue={value('subject', 'post')}
            options={[
              { value: 'post', label: t('flag.subject.post') },
              { value: `@${author.handle}`, label: t('flag.subject.person', { name: author.name }) },
            ]}
          />
        )}
        <Textarea
          id="note"
          name="note"
          label={t('flag.note')}
          optional
          hint={t('flag.note.hint')}
          errors={errors('note')}
          defaultValue={value('note')}
          rows={3}
        />
        <div className="button-row">
          <Button tone="primary">{t('flag.send')}</Button>
          <ButtonLink to={paths.post(post.topic, post.number)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
      {author && (
        <details>
          <summary>{t('flag.private')}</summary>
          <Form method="post" className="stack">
            <input type="hidden" name="_method" value="PUT" />
            <Textarea
              id="text"
              name="text"
              label={t('flag.private.text')}
              hint={t('flag.private.hint')}
              errors={errors('text')}
              rows={3}
            />
            <Button>{t('flag.private.send')}</Button>
          </Form>
        </details>
      )}
    </div>
  )
}
