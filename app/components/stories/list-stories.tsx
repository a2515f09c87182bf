import { BoardLine, BoardSign } from '../board/board-sign.tsx'
import { Clock } from '../clock/clock.tsx'
import { EscalationState, SeverityMark } from '../escalation/marks.tsx'
import { ProfileHead } from '../member/member-line.tsx'
import { TopicList, TopicRow } from '../topic/topic-row.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { FilterChips, Pager, Tabs } from '../ui/navigation.tsx'
import { Meter, ProgressLine } from '../ui/progress-line.tsx'
import { ago, ahead, eli, german, idris, mara, now } from './samples.ts'
import { Story } from './story.tsx'

const base = {
  kind: 'question',
  author: mara,
  startedAt: ago(300),
  board: { name: 'Billing & invoices', href: '/b/billing' },
}

export function ListStories() {
  return (
    <>
      <Story name="Board" wide>
        <BoardSign
          name="Billing & invoices"
          format="Questions and answers"
          purpose="Invoices, payment, exports and everything your accountant asks about."
        >
          <Button type="button" icon="watch">
            Watch
          </Button>
          <ButtonLink to="/ask" tone="primary">
            Ask a question
          </ButtonLink>
        </BoardSign>
        <FilterChips
          label="Filter"
          chips={[
            { label: 'All', href: '?', current: true },
            { label: 'Unsolved', href: '?is=unsolved', count: 214 },
            { label: 'Unanswered', href: '?is=unanswered', count: 12 },
            { label: 'Solved', href: '?is=solved' },
            { label: 'export', href: '?tag=', removable: true },
          ]}
        />
        <TopicList label="Topics">
          <TopicRow
            {...base}
            href="/q/1/x"
            title="Read this first: what changed in the March update"
            kind="announcement"
            state="open"
            pinned
            answers={4}
            votes={12}
            views={15321}
            author={eli}
            lastActor={mara}
            lastAt={ago(90)}
          />
          <TopicRow
            {...base}
            href="/q/1/x"
            title="Invoice export fails with error 0xE1O0I after the March update"
            state="solved"
            excerpt="Since the March update, exporting more than 500 invoices stops at 38 %. The log shows E_CSV_LIMIT and nothing else that I could find."
            tags={['export', 'csv']}
            answers={3}
            votes={23}
            views={1204}
            lastActor={idris}
            lastAt={ago(12)}
            newCount={3}
            staffAnswered
          />
          <TopicRow
            {...base}
            href="/q/2/x"
            title="SSO loop after certificate rotation"
            state="answered"
            tags={['sso']}
            answers={2}
            votes={5}
            views={88}
            lastActor={idris}
            lastAt={ago(48)}
            clock={
              <Clock
                state="critical"
                secondsLeft={1080}
                measuredAt={now}
                dueAt={ahead(18)}
                what="First reply"
              />
            }
          />
          <TopicRow
            {...base}
            href="/q/3/x"
            title={german}
            state="open"
            answers={0}
            votes={0}
            views={7}
            lang="de"
          />
          <TopicRow
            {...base}
            href="/q/4/x"
            title="Webhook signature mismatch"
            state="open"
            flags={['escalated']}
            answers={1}
            votes={9}
            views={140}
          />
          <TopicRow
            {...base}
            href="/q/5/x"
            title="It does not work"
            state="open"
            flags={['needs-detail']}
            answers={0}
            votes={-2}
            views={31}
          />
          <TopicRow
            {...base}
            href="/d/6/x"
            title="How do you organise month-end?"
            kind="discussion"
            state="open"
            answers={31}
            votes={14}
            views={2210}
          />
        </TopicList>
        <Pager newer="?cursor=a" older="?cursor=b" />
      </Story>
      <Story name="Board directory">
        <BoardLine
          label="Boards"
          boards={[
            {
              name: 'Getting started',
              href: '/b/start',
              purpose: 'First steps, installation, first import.',
              topics: 312,
              unanswered: 4,
              lastAt: ago(12),
            },
            {
              name: 'Billing & invoices',
              href: '/b/billing',
              purpose: 'Invoices, payment, exports.',
              topics: 1204,
              unanswered: 31,
              lastAt: ago(3),
              format: 'Questions',
            },
            {
              name: 'News',
              href: '/b/news',
              purpose: 'What the team announces.',
              topics: 28,
              format: 'Announcements',
            },
          ]}
        />
      </Story>
      <Story name="Queue" wide>
        <DataTable
          caption="Escalations"
          columns={[
            {
              key: 'clock',
              label: 'Clock',
              cell: (row) => row.clock,
              sort: { href: '?sort=due', now: 'ascending' },
            },
            {
              key: 'subject',
              label: 'Subject',
              heading: true,
              cell: (row) => <a href="/console/c/1">{row.subject}</a>,
            },
            { key: 'account', label: 'Account', cell: (row) => row.account },
            { key: 'severity', label: 'Severity', cell: (row) => <SeverityMark severity={row.severity} /> },
            { key: 'state', label: 'State', cell: (row) => <EscalationState state={row.state} /> },
            { key: 'affected', label: 'Affected', numeric: true, cell: (row) => row.affected },
          ]}
          rowKey={(row) => row.subject}
          marked={(row) => row.subject.startsWith('Invoice')}
          rows={[
            {
              subject: 'Webhook signature mismatch',
              account: 'Halden AG · Gold',
              severity: 1,
              state: 'opened',
              affected: 41,
              clock: <Clock state="breached" secondsLeft={-2520} measuredAt={now} dueAt={ago(42)} />,
            },
            {
              subject: 'Invoice export fails with error 0xE1O0I',
              account: 'Kessler Logistik · Gold',
              severity: 2,
              state: 'acknowledged',
              affected: 23,
              clock: <Clock state="critical" secondsLeft={1080} measuredAt={now} dueAt={ahead(18)} />,
            },
            {
              subject: 'SSO loop after certificate rotation',
              account: 'Brightmoor · Silver',
              severity: 3,
              state: 'assigned',
              affected: 5,
              clock: <Clock state="soon" secondsLeft={10200} measuredAt={now} dueAt={ahead(170)} />,
            },
            {
              subject: 'Rate limit on bulk API',
              account: 'Halden AG · Gold',
              severity: 3,
              state: 'assigned',
              affected: 2,
              clock: (
                <Clock
                  state="running"
                  secondsLeft={93600}
                  measuredAt={now}
                  dueAt={ahead(1560)}
                  businessLeft="8:00 business"
                />
              ),
            },
            {
              subject: 'Need staging copy of tenant',
              account: 'Orla Foods · Gold',
              severity: 4,
              state: 'awaiting_customer',
              affected: 1,
              clock: (
                <Clock
                  state="paused"
                  secondsLeft={600}
                  measuredAt={now}
                  dueAt={null}
                  pausedFor="waiting for the customer"
                />
              ),
            },
            {
              subject: 'Old timestamps in audit export',
              account: 'Orla Foods · Gold',
              severity: 4,
              state: 'resolved',
              affected: 1,
              clock: <Clock state="met" secondsLeft={0} measuredAt={now} dueAt={ago(5)} />,
            },
          ]}
        />
        <EmptyState kind="cleared" title="Queue clear at 14:20">
          Next clock due 16:05.
        </EmptyState>
        <EmptyState
          kind="no-match"
          title="No topic matches"
          action={<ButtonLink to="?">Remove the filter “unanswered”</ButtonLink>}
        >
          The filter “unanswered” leaves nothing of 214 topics.
        </EmptyState>
        <EmptyState
          kind="first"
          title="Nothing here yet"
          action={
            <ButtonLink to="/ask" tone="primary">
              Ask the first question
            </ButtonLink>
          }
        >
          Questions of this board will stand here, newest activity first.
        </EmptyState>
      </Story>
      <Story name="Profile">
        <ProfileHead member={{ ...idris, roles: ['moderator'], staff: true }}>
          <p className="muted">Member since March 2024</p>
        </ProfileHead>
        <Tabs
          label="Profile"
          tabs={[
            { label: 'Overview', href: '/u/idris', current: true },
            { label: 'Answers', href: '/u/idris/answers', count: 412 },
            { label: 'Questions', href: '/u/idris/questions', count: 9 },
          ]}
        />
        <ProgressLine
          reached={5}
          total={12}
          text="Rank 5 of 12: Guide. Next: Expert, needs 2 more accepted answers."
        />
        <Meter label="Accepted answers" value={23} of={25} />
      </Story>
    </>
  )
}
