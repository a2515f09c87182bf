import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { abilityPage } from '#server/reputation/index.ts'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { Meter } from '#app/components/ui/progress-line.tsx'
import { signedText } from '#app/lib/format.ts'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(({ ctx, params }) => abilityPage(ctx, { key: params.key ?? '' }))

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleOf(matches, data ? `ability.${data.key}.name` : 'ability.title')

/** /abilities/:key: what it allows, why it asks for so much, how to earn and to lose it, and how far the reader is. */
export default function Ability() {
  const t = useWords()
  const ability = useLoaderData<typeof loader>()
  const { key, threshold, own, open } = ability
  return (
    <div className="stack column">
      <Breadcrumb
        trail={[{ label: t('ability.title'), href: paths.abilities() }, { label: t(`ability.${key}.name`) }]}
      />
      <PageHead title={t(`ability.${key}.name`)} />
      {own === null ? (
        <p className="muted">
          <Link to={paths.signIn(paths.ability(key))}>{t('ability.signIn')}</Link>
        </p>
      ) : (
        <Meter label={t('ability.progress')} value={own} of={threshold} />
      )}
      {own !== null && open && <p>{t(own >= threshold ? 'ability.have' : 'ability.haveByRole')}</p>}
      <section className="stack gap-1">
        <h2>{t('ability.what')}</h2>
        <p>{t(`ability.${key}.what`)}</p>
        {ability.awaited && <p className="muted">{t('ability.awaited')}</p>}
      </section>
      <section className="stack gap-1">
        <h2>{t('ability.why')}</h2>
        <p>{t(`ability.${key}.why`)}</p>
      </section>
      <Earning />
      <Losing />
      <p className="muted">{t('ability.role')}</p>
    </div>
  )
}

function Earning() {
  const t = useWords()
  const { locale } = usePlace()
  const { threshold, points } = useLoaderData<typeof loader>()
  const sign = (value: number) => signedText(value, locale)
  return (
    <section className="stack gap-1">
      <h2>{t('ability.earn')}</h2>
      {threshold <= 1 ? (
        <p>{t('ability.earn.everybody')}</p>
      ) : (
        <>
          <p>{t('ability.earn.lead', { count: threshold })}</p>
          <ul>
            <li>
              {t('ability.earn.up', {
                answer: sign(points.answerUp),
                question: sign(points.questionUp),
                idea: sign(points.ideaUp),
              })}
            </li>
            <li>
              {t('ability.earn.accepted', {
                accepted: sign(points.accepted),
                accepting: sign(points.accepting),
              })}
            </li>
            <li>{t('ability.earn.edit', { edit: sign(points.edit) })}</li>
          </ul>
          {points.dailyCap > 0 && <p>{t('ability.earn.cap', { count: points.dailyCap })}</p>}
        </>
      )}
    </section>
  )
}

function Losing() {
  const t = useWords()
  const { locale } = usePlace()
  const { threshold, points } = useLoaderData<typeof loader>()
  const sign = (value: number) => signedText(value, locale)
  return (
    <section className="stack gap-1">
      <h2>{t('ability.lose')}</h2>
      {threshold <= 1 ? (
        <p>{t('ability.lose.never')}</p>
      ) : (
        <>
          <p>{t('ability.lose.lead', { count: threshold })}</p>
          <ul>
            <li>{t('ability.lose.down', { post: sign(points.postDown), voter: sign(points.voterDown) })}</li>
            <li>{t('ability.lose.undone')}</li>
            <li>{t('ability.lose.abuse', { abuse: sign(points.abuse) })}</li>
          </ul>
        </>
      )}
    </section>
  )
}
