import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { appealStatement, decideAppeal, statementPage } from '#server/moderation/index.ts'
import { StatementWords } from '#app/components/conduct/statement-words.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Banner, type Tone } from '#app/components/ui/feedback.tsx'
import { RadioGroup, Textarea } from '#app/components/ui/field.tsx'
import { KeyValue, PageHead, SideBox } from '#app/components/ui/key-value.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { isWordKey, Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(async ({ ctx, params }) => ({
  statement: await statementPage(ctx, { statementId: params.statementId ?? '' }),
}))

type Deed = Parameters<typeof appealStatement>[1] & Parameters<typeof decideAppeal>[1] & { deed?: string }

/** The member appeals, another moderator decides: both where the statement stands. */
const perform = async (ctx: Ctx, input: Deed) => {
  if (input.deed === 'decide') await decideAppeal(ctx, input)
  else await appealStatement(ctx, input)
}

export const action = act(
  { POST: perform },
  ({ params }) => `${paths.statement(params.statementId ?? '')}#appeal`,
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'statement.title')

/** /statements/:id: what was decided about a member and why, what has become of it, and the way to appeal. */
export default function Statement() {
  const t = useWords()
  const { statement } = useLoaderData<typeof loader>()
  const title = `statement.title.${statement.kind}`
  return (
    <div className="with-side">
      <div className="stack">
        <PageHead
          title={isWordKey(title) ? t(title) : t('statement.title')}
          lead={<Sentence of="statement.when" parts={{ when: <TimeStamp at={statement.at} exact /> }} />}
        />
        <Standing />
        <StatementWords {...statement} />
        <Appeal />
      </div>
      <aside className="stack" aria-label={t('statement.about')}>
        <About />
        {statement.staff && <ForModerators />}
        <p className="small">
          <Link to={paths.moderationHelp(statement.kind)}>{t('statement.help')}</Link>
        </p>
        <p className="small">
          <Link to={paths.conduct.transparency()}>{t('transparency.title')}</Link>
        </p>
      </aside>
    </div>
  )
}

const toneOf: Readonly<Record<string, Tone>> = { lifted: 'solved', overturned: 'solved', ended: 'petrol' }

/** What has become of it, where that is news. */
function Standing() {
  const t = useWords()
  const { statement } = useLoaderData<typeof loader>()
  const { outcome, lifted } = statement
  if (outcome === 'holds') return null
  return (
    <Banner tone={toneOf[outcome] ?? 'petrol'}>
      {t(`statement.outcome.${outcome}`)} {lifted?.reason && <span dir="auto">{lifted.reason}</span>}
    </Banner>
  )
}

function About() {
  const t = useWords()
  const { statement } = useLoaderData<typeof loader>()
  const { about, member } = statement
  return (
    <SideBox title={t('statement.about')}>
      <KeyValue
        pairs={[
          [t('statement.member'), <Link to={paths.member(member.handle)}>{member.name}</Link>],
          [
            t('statement.topic'),
            about && (
              <Link
                to={about.post ? paths.post(about.topic, about.post.number) : paths.topic(about.topic)}
                dir="auto"
              >
                {about.topic.title}
              </Link>
            ),
          ],
          [t('statement.post'), about?.post && <span dir="auto">{about.post.excerpt}</span>],
        ]}
      />
    </SideBox>
  )
}

/** Who decided, and what else moderators may do from here. */
function ForModerators() {
  const t = useWords()
  const { statement } = useLoaderData<typeof loader>()
  const { by, can, sanctionId, itemId, reason, message } = statement
  return (
    <SideBox title={t('statement.staff')}>
      <KeyValue
        pairs={[
          [
            t('statement.by'),
            by?.handle ? <Link to={paths.member(by.handle)}>{by.name}</Link> : t('statement.by.nobody'),
          ],
          [t('statement.reason'), reason !== message ? <span dir="auto">{reason}</span> : null],
        ]}
      />
      <ul className="plain-list">
        {!statement.mine && (
          <li>
            <Link to={paths.conduct.sanction(statement.member.handle, statement.about?.post?.id)}>
              {t('sanction.title')}
            </Link>
          </li>
        )}
        {itemId && (
          <li>
            <Link to={paths.reviewItem(itemId)}>{t('statement.item')}</Link>
          </li>
        )}
        <li>
          <Link to={paths.terms.current('moderation-guideline')}>{t('statement.guideline')}</Link>
        </li>
        <li>
          <Link to={paths.conduct.log({ member: statement.member.handle })}>{t('statement.log')}</Link>
        </li>
      </ul>
      {can.lift && sanctionId && (
        <div className="button-row">
          <ButtonLink to={paths.conduct.lifting(sanctionId)}>{t('statement.lift')}</ButtonLink>
        </div>
      )}
    </SideBox>
  )
}

/** The one appeal: to be written, waiting, or decided by somebody else (MOD-15). */
function Appeal() {
  const t = useWords()
  const { statement } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const { appeal, can } = statement
  if (!appeal && !can.appeal) return null
  return (
    <section className="stack" id="appeal" aria-labelledby="appeal-title">
      <h2 id="appeal-title">{t('appeal.title')}</h2>
      <ErrorSummary errors={summary} />
      {appeal && (
        <>
          <p>
            <Sentence of="appeal.made" parts={{ when: <TimeStamp at={appeal.at} exact /> }} />
          </p>
          <blockquote className="statement-message">
            <p dir="auto">{appeal.text}</p>
          </blockquote>
          <p>{t(`appeal.outcome.${appeal.outcome ?? 'open'}`)}</p>
          {appeal.reason && <p dir="auto">{appeal.reason}</p>}
          {appeal.by?.handle && (
            <p className="muted">
              {t('statement.by')} <Link to={paths.member(appeal.by.handle)}>{appeal.by.name}</Link>
            </p>
          )}
          {statement.staff && appeal.outcome === null && !can.decide && (
            <p className="muted">{t('appeal.others')}</p>
          )}
        </>
      )}
      {can.appeal && (
        <Form method="post" className="form">
          <p>{t('appeal.lead')}</p>
          <Textarea
            id="text"
            name="text"
            label={t('appeal.text')}
            errors={errors('text')}
            defaultValue={value('text')}
            rows={6}
            required
          />
          <div className="button-row">
            <Button tone="primary">{t('appeal.send')}</Button>
          </div>
        </Form>
      )}
      {appeal && can.decide && (
        <Form method="post" className="form">
          <input type="hidden" name="deed" value="decide" />
          <input type="hidden" name="appealId" value={appeal.id} />
          <RadioGroup
            id="outcome"
            name="outcome"
            label={t('appeal.decide')}
            errors={errors('outcome')}
            defaultValue={value('outcome')}
            options={[
              { value: 'upheld', label: t('appeal.decide.upheld') },
              { value: 'overturned', label: t('appeal.decide.overturned') },
            ]}
          />
          <Textarea
            id="reason"
            name="reason"
            label={t('appeal.reason')}
            hint={t('lift.reason.hint')}
            errors={errors('reason')}
            defaultValue={value('reason')}
            rows={4}
            required
          />
          <div className="button-row">
            <Button tone="primary">{t('appeal.decide.send')}</Button>
          </div>
        </Form>
      )}
    </section>
  )
}
