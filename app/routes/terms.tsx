import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { currentTerms, termsVersionList } from '#server/terms/index.ts'
import { TermsBody } from '#app/components/site/terms-text.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { PageHead, SideBox } from '#app/components/ui/key-value.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx }) => {
  const [terms, versions] = await Promise.all([currentTerms(ctx), termsVersionList(ctx)])
  const due = ctx.actor.kind === 'member' && ctx.actor.termsDue !== null
  return { terms, due, versions: versions.map(({ version, publishedAt }) => ({ version, publishedAt })) }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'terms.terms-of-service')

/** /terms: what holds now, earlier versions, and the difference between any two. */
export default function Terms() {
  const t = useWords()
  const { terms, versions, due } = useLoaderData<typeof loader>()
  return (
    <div className="with-side">
      <div>
        <PageHead title={t('terms.terms-of-service')}>
          {due && (
            <ButtonLink to={paths.terms.accept()} tone="primary">
              {t('terms.accept.go')}
            </ButtonLink>
          )}
        </PageHead>
        <TermsBody terms={terms} />
      </div>
      <aside className="stack">
        <SideBox title={t('terms.more')}>
          <ul className="plain-list">
            <li>
              <Link to={paths.guidelines()}>{t('terms.guidelines')}</Link>
            </li>
            <li>
              <Link to={paths.privacy()}>{t('terms.privacy')}</Link>
            </li>
          </ul>
        </SideBox>
        {versions.length > 0 && (
          <SideBox title={t('terms.versions')}>
            <ul className="plain-list">
              {versions.map(({ version, publishedAt }) => (
                <li key={version}>
                  <Link to={paths.terms.version(version)}>{t('terms.version', { version })}</Link> ·{' '}
                  <TimeStamp at={publishedAt} exact />
                  {version > 1 && (
                    <>
                      {' '}
                      (<Link to={paths.terms.difference(version - 1, version)}>{t('terms.changes')}</Link>)
                    </>
                  )}
                </li>
              ))}
            </ul>
          </SideBox>
        )}
      </aside>
    </div>
  )
}
