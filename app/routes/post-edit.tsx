import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import type { z } from 'zod'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { postInView, revisePost } from '#server/forum/index.ts'
import { type input as moderationInput, proposeEdit } from '#server/moderation/index.ts'
import { Composer } from '#app/components/post/composer.tsx'
import { KeptMark, SignInFirst } from '#app/components/site/sign-in-first.tsx'
import { TagInput } from '#app/components/tag/tag-input.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-moderation.ts'

export const loader = page(async ({ ctx, params }) => {
  const post = await postInView(ctx, { postId: params.postId ?? '' })
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  return { post }
})

/** Whoever may not edit suggests: the same form, and a moderator decides (ASK-18). */
const change = async (ctx: Ctx, input: z.input<typeof moderationInput.suggestionInput>) => {
  const post = await postInView(ctx, input)
  if (post.can.revise) await revisePost(ctx, input)
  else await proposeEdit(ctx, input)
}

export const action = act({ POST: change }, async ({ ctx, params }) => {
  const post = await postInView(ctx, { postId: params.postId ?? '' })
  return redirect(paths.post(post.topic, post.number), 303)
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'edit.title')

/** The edit page: the source, why it changes, and what it was based on, so that no one's edit is lost to another's. */
export default function PostEdit() {
  const t = useWords()
  const { post } = useLoaderData<typeof loader>()
  const { refusal, summary, errors, value } = useRefused()
  const busy = useNavigation().state === 'submitting'
  const opening = post.id === post.topic.openingId
  const own = post.can.revise
  return (
    <div className="stack column">
      <PageHead title={t(own ? 'edit.title' : 'suggest.title')} lead={post.topic.title} />
      {!own && <p>{t('suggest.lead')}</p>}
      <ErrorSummary errors={summary} />
      <SignInFirst refusal={refusal} />
      <Form method="post" className="stack">
        <KeptMark refusal={refusal} />
        <input type="hidden" name="basedOn" value={value('basedOn', String(post.editCount))} />
        {opening && (
          <TextField
            id="title"
            name="title"
            label={t('ask.title.label')}
            errors={errors('title')}
            defaultValue={value('title', post.topic.title)}
            dir="auto"
          />
        )}
        <Composer
          id="body"
          name="body"
          label={t('edit.body')}
          errors={errors('body')}
          defaultValue={value('body', post.source)}
          rows={14}
        />
        {opening && (
          <TagInput
            id="tags"
            name="tags"
            label={t('ask.tags.label')}
            errors={errors('tags')}
            defaultValue={value('tags', post.topic.tags.join(' '))}
          />
        )}
        <TextField
          id="reason"
          name="reason"
          label={t('edit.reason')}
          optional
          hint={t('edit.reason.hint')}
          errors={errors('reason')}
          defaultValue={value('reason')}
        />
        <div className="button-row">
          <Button tone="primary" busy={busy}>
            {t(own ? 'edit.send' : 'suggest.send')}
          </Button>
          <ButtonLink to={paths.post(post.topic, post.number)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
