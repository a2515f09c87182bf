import { redirect, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { currentTerms, readableTerms, termsDocuments, termsVersionList } from '#server/terms/index.ts'
import { TermsBody, TermsLanguages } from '#app/components/terms/terms-body.tsx'
import { VersionList } from '#app/components/terms/version-list.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { PageHead, SideBox } from '#app/components/ui/key-value.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  const wanted = paths.terms.at(url.pathname)
  const document = termsDocuments.find((name) => name === wanted) ?? 'terms-of-service'
  const locale = url.searchParams.get('lang') ?? undefined
  const [terms, versions] = await Promise.all([
    currentTerms(ctx, { document, locale }),
    termsVersionList(ctx, { document }),
  ])
  const [from, to] = ['from', 'to'].map((end) => Number(url.searchParams.get(end)))
  if (from && to) throw redirect(paths.terms.difference(Math.min(from, to), Math.max(from, to), document))
  const { actor } = ctx
  const waiting = actor.kind === 'member' ? [actor.termsDue, actor.asleep?.until, actor.termsAhead] : []
  return {
    document,
    terms,
    mayAccept: waiting.some((ref) => ref?.document === document),
    others: readableTerms(ctx).filter((name) => name !== document),
    locales: versions.find(({ version }) => version === terms.version)?.locales ?? [],
    versions: versions.map(({ version, state, effectiveAt, changes }) => ({
      version,
      state,
      effectiveAt,
      changes,
    })),
  }
})

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleOf(matches, `terms.${data?.document ?? 'terms-of-service'}`)

/** /terms, /privacy and their neighbours: what holds now, earlier versions, and the difference between any two (TERMS-01). */
export default function Terms() {
  const t = useWords()
  const { document, terms, versions, mayAccept, others, locales } = useLoaderData<typeof loader>()
  return (
    <div className="with-side">
      <div>
        <PageHead title={terms.version > 0 ? terms.title : t(`terms.${document}`)}>
          {mayAccept && (
            <ButtonLink to={paths.terms.accept(paths.terms.current(document))} tone="primary">
              {t('terms.accept.go')}
            </ButtonLink>
          )}
        </PageHead>
        <TermsLanguages locales={locales} present={terms.locale} />
        <TermsBody terms={terms} />
      </div>
      <aside className="stack">
        <VersionList document={document} versions={versions} />
        <SideBox title={t('terms.more')}>
          <ul className="plain-list">
            {others.map((name) => (
              <li key={name}>
                <Link to={paths.terms.current(name)}>{t(`terms.${name}`)}</Link>
              </li>
            ))}
          </ul>
        </SideBox>
      </aside>
    </div>
  )
}
