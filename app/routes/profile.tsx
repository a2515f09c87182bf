import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { followOf, memberPosts, topicList } from '#server/forum/index.ts'
import { memberProfile } from '#server/identity/index.ts'
import { mayOpenFileOf } from '#server/moderation/index.ts'
import {
  knownFor,
  memberBadges,
  memberStanding,
  reputationHistory,
  reviewAgreement,
} from '#server/reputation/index.ts'
import { ProfileHead } from '#app/components/member/member-line.tsx'
import { ReputationHistory } from '#app/components/member/reputation-history.tsx'
import { WrittenList } from '#app/components/post/written-list.tsx'
import { BadgeMark } from '#app/components/standing/badge-mark.tsx'
import { RankLine } from '#app/components/standing/rank-line.tsx'
import { FollowControl } from '#app/components/topic/follow-control.tsx'
import { TopicListing } from '#app/components/topic/topic-listing.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { Banner, EmptyState } from '#app/components/ui/feedback.tsx'
import { KeyValue, SideBox } from '#app/components/ui/key-value.tsx'
import { Pager, Tabs } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { numberText } from '#app/lib/format.ts'
import { page } from '#app/lib/handler.ts'
import { titledBy } from '#app/lib/meta.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

const tabs = ['activity', 'answers', 'questions', 'badges', 'reputation'] as const
type Tab = (typeof tabs)[number]

export const loader = page(async ({ ctx, params, url, context }) => {
  const member = await memberProfile(ctx, { handle: params.handle ?? '' })
  const tab: Tab = tabs.find((each) => each === params.tab) ?? 'activity'
  const cursor = url.searchParams.get('cursor')
  context.showed(`member:${member.memberId}`)
  const questions =
    tab === 'questions' ? await topicList(ctx, { author: member.handle, sort: 'new', cursor }) : null
  const history =
    tab === 'reputation' ? await reputationHistory(ctx, { memberId: member.memberId, cursor }) : null
  const posts =
    tab === 'questions' || tab === 'badges' || tab === 'reputation'
      ? null
      : await memberPosts(ctx, {
          memberId: member.memberId,
          kind: tab === 'answers' ? 'answers' : 'all',
          cursor,
        })
  const [standing, badges, agreement, known, level] = await Promise.all([
    memberStanding(ctx, member),
    memberBadges(ctx, member),
    reviewAgreement(ctx, member),
    knownFor(ctx, member),
    member.ghost || member.deactivated ? null : followOf(ctx, member),
  ])
  const esteem = { standing, badges, agreement, known }
  return {
    ...{ member, tab, questions, posts, history, ...esteem },
    ...{ level, deeper: cursor !== null, mayOpenFile: await mayOpenFileOf(ctx, member) },
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titledBy(matches, data?.member.displayName)

export default function Profile() {
  const t = useWords()
  const { locale } = usePlace()
  const { member, tab, questions, history, standing, level, deeper, mayOpenFile } =
    useLoaderData<typeof loader>()
  const staff = member.roles.length > 0
  return (
    <div className="stack">
      <ProfileHead
        member={{
          ...{ handle: member.handle, name: member.displayName, staff, roles: member.roles },
          ...{ affiliation: member.affiliation, rank: standing.contributors.name, title: standing.title },
        }}
      >
        <div className="button-row">
          {level && <FollowControl subject="member" id={member.handle} level={level} />}
          {member.can.edit && <ButtonLink to={paths.settings('profile')}>{t('profile.edit')}</ButtonLink>}
          {mayOpenFile && <ButtonLink to={paths.conduct.file(member.handle)}>{t('profile.file')}</ButtonLink>}
        </div>
      </ProfileHead>
      {member.ghost && <Banner>{t('profile.ghost')}</Banner>}
      {member.deactivated && <Banner tone="escal">{t('profile.deactivated')}</Banner>}
      <div className="with-side">
        <div className="stack">
          <Tabs
            label={t('profile.tabs')}
            tabs={tabs.map((each) => ({
              label: t(`profile.tab.${each}`),
              href: paths.member(member.handle, each === 'activity' ? undefined : each),
              current: each === tab,
            }))}
          />
          {tab === 'badges' ? (
            <Badges />
          ) : questions ? (
            <TopicListing
              label={t('profile.tab.questions')}
              page={questions}
              older={(cursor) => `${paths.member(member.handle, tab)}?cursor=${cursor}`}
              newest={deeper ? paths.member(member.handle, tab) : null}
              empty={<EmptyState kind="first" title={t('profile.empty')} />}
            />
          ) : history ? (
            <>
              <p className="muted">{t('reputation.lead')}</p>
              <ReputationHistory history={history} />
              <Pager
                older={history.next && `${paths.member(member.handle, 'reputation')}?cursor=${history.next}`}
              />
            </>
          ) : (
            <Written />
          )}
        </div>
        <aside>
          <SideBox title={t('profile.about')}>
            {member.about && <p dir="auto">{member.about}</p>}
            <KeyValue
              pairs={[
                [
                  t('profile.reputation'),
                  <Link key="reputation" to={paths.member(member.handle, 'reputation')}>
                    {numberText(member.reputation, locale)}
                  </Link>,
                ],
                [t('profile.company'), member.company],
                [t('profile.zone'), member.timeZone],
                [t('profile.joined'), <TimeStamp key="joined" at={member.joinedAt} />],
              ]}
            />
          </SideBox>
          <Esteem />
        </aside>
      </div>
    </div>
  )
}

/** What a member wrote, newest first, each leading to its place. */
function Written() {
  const t = useWords()
  const { member, tab, posts } = useLoaderData<typeof loader>()
  if (!posts || posts.items.length === 0) return <EmptyState kind="first" title={t('profile.empty')} />
  return (
    <>
      <WrittenList label={t(`profile.tab.${tab}`)} posts={posts.items} />
      <Pager
        older={
          posts.next === null
            ? null
            : `${paths.member(member.handle, tab === 'activity' ? undefined : tab)}?cursor=${posts.next}`
        }
      />
    </>
  )
}

/** Where a member stands, what they are known for, and to whom it may be shown how their reviews fared. */
function Esteem() {
  const t = useWords()
  const { standing, agreement, known } = useLoaderData<typeof loader>()
  return (
    <>
      <SideBox title={t('rank.ladder.contributors')}>
        <RankLine standing={standing.contributors} />
      </SideBox>
      {standing.readers && (standing.readers.step > 0 || standing.readers.next) && (
        <SideBox title={t('rank.ladder.readers')}>
          <RankLine standing={standing.readers} />
        </SideBox>
      )}
      {known.length > 0 && (
        <SideBox title={t('rank.knownFor')}>
          <KeyValue
            pairs={known.map(({ tag, score, answers }) => [
              tag,
              t('rank.knownFor.score', { score, answers }),
            ])}
          />
        </SideBox>
      )}
      {agreement && (
        <SideBox title={t('rank.agreement')}>
          <p>{t('rank.agreement.value', { ...agreement, percent: agreement.percent ?? 0 })}</p>
        </SideBox>
      )}
    </>
  )
}

/** Badges in their families, with how often each is held. */
function Badges() {
  const t = useWords()
  const { badges } = useLoaderData<typeof loader>()
  if (badges.length === 0) return <EmptyState kind="first" title={t('badge.none')} />
  return (
    <>
      {(['help', 'craft', 'citizenship'] as const).map((family) => {
        const these = badges.filter((badge) => badge.family === family)
        return these.length === 0 ? null : (
          <section key={family} className="stack gap-2">
            <h2>{t(`badge.family.${family}`)}</h2>
            <ul className="plain-list stack gap-2">
              {these.map((badge) => (
                <li key={badge.key}>
                  <BadgeMark badge={badge} times={badge.times} /> <span className="muted">{badge.rule}</span>
                  {badge.givenFor !== null && (
                    <span className="small muted"> · {t('badge.given', { reason: badge.givenFor })}</span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}
