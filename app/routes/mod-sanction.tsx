import { data, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { sanctionForm, sanctionMember, sanctionPreview } from '#server/moderation/index.ts'
import { ClausePicker } from '#app/components/conduct/clause-picker.tsx'
import { Preview, previewedIn } from '#app/components/conduct/preview.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Checkbox, RadioGroup, Textarea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(async ({ ctx, params, url }) =>
  sanctionForm(ctx, { handle: params.handle ?? '', post: url.searchParams.get('post') }),
)

type Filled = Parameters<typeof sanctionMember>[1] & { deed?: string }

/** Looked at first, then sent: both by the same form. */
const perform = async (ctx: Ctx, input: Filled) =>
  input.deed === 'send'
    ? { sent: await sanctionMember(ctx, input), preview: null }
    : { sent: null, preview: await sanctionPreview(ctx, input) }

export const action = act({ POST: perform }, ({ result, input, params }) =>
  result.sent
    ? result.sent.statementId
      ? paths.statement(result.sent.statementId)
      : paths.member(params.handle ?? '')
    : data({ preview: result.preview, typed: input }),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'sanction.title')

/** /mod/members/:handle/sanction: a step of the ladder, read as the member will read it before it is sent. */
export default function ModSanction() {
  const t = useWords()
  const { member, post, kinds, strikes, limitKinds, clauses } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const looked = previewedIn(useActionData<unknown>())
  const typed = (name: string) => looked?.typed(name) ?? value(name)
  const chosen = (name: string, one: string) => (looked?.list(name) ?? [value(name)]).includes(one)
  return (
    <div className="column stack">
      <PageHead
        title={t('sanction.title')}
        lead={t('sanction.lead', { name: member.name, count: strikes })}
      />
      {post && (
        <p>
          {t('sanction.post')}{' '}
          <Link to={paths.post(post.topic, post.number)} dir="auto">
            {post.topic.title}
          </Link>
        </p>
      )}
      <ErrorSummary errors={summary} />
      <Form method="post" className="form" key={looked ? 'looked' : 'first'}>
        {post && <input type="hidden" name="postId" value={post.id} />}
        <RadioGroup
          id="kind"
          name="kind"
          label={t('sanction.kind')}
          errors={errors('kind')}
          defaultValue={typed('kind') || (kinds.find(({ skips }) => !skips)?.kind ?? '')}
          options={kinds.map(({ kind, skips }) => ({
            value: kind,
            label: t(`sanction.kind.${kind}`),
            hint: `${t(`sanction.kind.${kind}.hint`)}${skips ? ` ${t('sanction.skips')}` : ''}`,
          }))}
        />
        <fieldset className="field-group" id="limits">
          <legend>{t('sanction.limits')}</legend>
          {limitKinds.map((limit) => (
            <Checkbox
              key={limit}
              name="limits"
              value={limit}
              label={t(`statement.limit.${limit}`)}
              errors={limit === limitKinds[0] ? errors('limits') : undefined}
              defaultChecked={chosen('limits', limit)}
            />
          ))}
        </fieldset>
        <TextField
          id="days"
          name="days"
          inputMode="numeric"
          width="short"
          label={t('sanction.days')}
          hint={t('sanction.days.hint')}
          errors={errors('days')}
          defaultValue={typed('days')}
          optional
        />
        <ClausePicker
          choices={clauses}
          errors={errors('clause')}
          chosen={typed('clause')}
          none={t('sanction.clause.none')}
        />
        <Textarea
          id="reason"
          name="reason"
          label={t('sanction.reason')}
          hint={t('sanction.reason.hint')}
          errors={errors('reason')}
          defaultValue={typed('reason')}
          rows={4}
          required
        />
        <Textarea
          id="skipReason"
          name="skipReason"
          label={t('sanction.skip')}
          hint={t('sanction.skip.hint')}
          errors={errors('skipReason')}
          defaultValue={typed('skipReason')}
          rows={2}
          optional
        />
        {looked && <Preview {...looked.preview} told={looked.preview.kind !== 'note'} />}
        <div className="button-row">
          <Button name="deed" value="look" tone={looked ? 'secondary' : 'primary'}>
            {t(looked ? 'preview.again' : 'preview.look')}
          </Button>
          {looked && (
            <Button name="deed" value="send" tone="danger">
              {t(`sanction.send.${looked.preview.kind}`)}
            </Button>
          )}
          <ButtonLink to={paths.member(member.handle)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
