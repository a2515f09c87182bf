import { data, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { canHide, postInView, restorePost } from '#server/forum/index.ts'
import { clauseChoices, removalPreview, removePost } from '#server/moderation/index.ts'
import { ClausePicker } from '#app/components/conduct/clause-picker.tsx'
import { Preview, previewedIn } from '#app/components/conduct/preview.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Textarea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(async ({ ctx, params }) => {
  const post = await postInView(ctx, { postId: params.postId ?? '' })
  if (!canHide(ctx.actor, post)) throw new Forbidden()
  return { topic: post.topic, clauses: await clauseChoices(ctx) }
})

type Filled = Parameters<typeof removePost>[1] & { deed?: string }

type Done = { topicId: number | null; preview: Awaited<ReturnType<typeof removalPreview>> | null }

/** Looked at first, then hidden: both by the same form. */
const perform = async (ctx: Ctx, input: Filled): Promise<Done> =>
  input.deed === 'look'
    ? { topicId: null, preview: await removalPreview(ctx, input) }
    : { topicId: (await removePost(ctx, input)).topicId, preview: null }

const restore = async (ctx: Ctx, input: Parameters<typeof restorePost>[1]): Promise<Done> => {
  await restorePost(ctx, input)
  return { topicId: null, preview: null }
}

export const action = act({ POST: perform, PUT: perform, DELETE: restore }, ({ result, input }) => {
  if (result.preview) return data({ preview: result.preview, typed: input })
  return result.topicId ? paths.topicNumber(result.topicId) : undefined
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'hide.title')

/** Hiding a post under a rule: its author's statement is read here before it is sent. */
export default function PostHidden() {
  const t = useWords()
  const { topic, clauses } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const looked = previewedIn(useActionData<unknown>())
  const typed = (name: string) => looked?.typed(name) ?? value(name)
  return (
    <div className="stack column">
      <PageHead title={t('hide.title')} lead={t('hide.lead')} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack" key={looked ? 'looked' : 'first'}>
        <ClausePicker choices={clauses} errors={errors('clause')} chosen={typed('clause')} />
        <Textarea
          id="reason"
          name="reason"
          label={t('hide.reason')}
          hint={t('hide.reason.hint')}
          errors={errors('reason')}
          defaultValue={typed('reason')}
          rows={4}
        />
        {looked && <Preview {...looked.preview} told />}
        <div className="button-row">
          <Button name="deed" value="look" tone={looked ? 'secondary' : 'primary'}>
            {t(looked ? 'preview.again' : 'preview.look')}
          </Button>
          {looked && (
            <Button name="deed" value="send" tone="danger">
              {t('hide.send')}
            </Button>
          )}
          <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
