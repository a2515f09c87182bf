import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { ownShare, sharePost } from '#server/forum/index.ts'
import { SignInFirst } from '#app/components/site/sign-in-first.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { CopyField } from '#app/components/ui/copy-field.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, params, context }) => {
  const { share, number, topic, can } = await ownShare(ctx, { postId: params.postId ?? '' })
  return {
    topic,
    can,
    back: paths.post(topic, number),
    share: share && { address: `${context.origin}${paths.shared(share.code)}`, visitors: share.visitors },
  }
})

const share = (ctx: Ctx, { postId }: { postId: string }, { context }: PageArgs) =>
  sharePost(ctx, { postId, visitor: context.visitor() })

export const action = act<void>({ PUT: share }, ({ params }) => paths.postPart(params.postId ?? '', 'share'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'share.title')

/** One's own short address of a post, to copy, and how many people came by it. */
export default function PostShare() {
  const t = useWords()
  const { topic, can, back, share: own } = useLoaderData<typeof loader>()
  const { refusal, summary } = useRefused()
  return (
    <div className="stack column">
      <ErrorSummary errors={summary} />
      <SignInFirst refusal={refusal} />
      <PageHead title={t('share.title')} lead={t('share.lead')} />
      <p>
        <Link to={back} dir="auto">
          {topic.title}
        </Link>
      </p>
      {own && <CopyField label={t('share.address')} text={own.address} />}
      {own && <p>{t('share.visitors', { count: own.visitors })}</p>}
      {!own && can && (
        <Form method="post">
          <input type="hidden" name="_method" value="PUT" />
          <Button tone="primary" icon="link">
            {t('share.make')}
          </Button>
        </Form>
      )}
      {!can && <p>{t('share.cannot')}</p>}
      <p className="small muted">{t('share.privacy')}</p>
    </div>
  )
}
