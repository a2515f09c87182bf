import { ActionButton } from '../ui/button.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { Breadcrumb, Menu } from '../ui/navigation.tsx'
import { SideBox, KeyValue } from '../ui/key-value.tsx'
import { AnswersHead } from '../answer/answer-head.tsx'
import { Clock, SumLine } from '../clock/clock.tsx'
import { CommentList } from '../post/comments.tsx'
import { Composer } from '../post/composer.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Post, PostStub } from '../post/post.tsx'
import { VoteButtons } from '../post/vote-buttons.tsx'
import { RouteStrip } from '../topic/route-strip.tsx'
import { Stop, ThreadEvent, ThreadItem, ThreadLine, ThreadStretch } from '../topic/thread-line.tsx'
import { TagList } from '../tag/tag-link.tsx'
import { TopicLinks } from '../topic/notices.tsx'
import { ago, ahead, answer, eli, ghost, idris, mara, now, question } from './samples.ts'
import { Story } from './story.tsx'

const comments = Array.from({ length: 5 }, (_, index) => ({
  id: `c${index}`,
  anchor: { id: `p-${20 + index}`, href: `#p-${20 + index}` },
  author: index % 2 ? idris : mara,
  html: '<p>Is that the limit per file or per job? The page says both.</p>',
  createdAt: ago(200 - index * 9),
  isNew: index === 2,
}))

/** A question page as it will be seen: head, line, side column. */
export function QuestionStory() {
  return (
    <Story name="Question page" wide>
      <div className="with-side">
        <div className="stack gap-4">
          <div className="topic-head stack gap-3">
            <Breadcrumb
              trail={[
                { label: 'Boards', href: '/boards' },
                { label: 'Billing & invoices', href: '/b/billing' },
                { label: 'Question' },
              ]}
            />
            <h1 className="written">Invoice export fails with error 0xE1O0I after the March update</h1>
            <TagList label="Tags" tags={[{ slug: 'export' }, { slug: 'csv' }, { slug: '7.4' }]} />
            <RouteStrip
              nodes={[
                { key: 'a', word: 'Asked', phase: 'past', at: ago(300), href: '#p-1' },
                { key: 'b', word: 'Answered', phase: 'past', at: ago(212), href: '#p-2' },
                { key: 'c', word: 'Solved', phase: 'current', at: ago(7), href: '#p-2', tone: 'solved' },
                { key: 'd', word: 'Escalated', phase: 'possible' },
              ]}
            />
          </div>
          <ThreadLine label="Posts">
            <Post
              id="1"
              anchor={{ id: 'p-1', href: '#p-1' }}
              segment="question"
              author={mara}
              html={question}
              createdAt={ago(300)}
              editedAt={ago(260)}
              historyHref="/q/1/x/history"
              actions={
                <>
                  <VoteButtons of="question" score={23} mine={0} action="/posts/1/vote" upOnly />
                  <ActionButton action="/q/1/watch" method="PUT" icon="watch" shortcut="topic.watch">
                    Watch
                  </ActionButton>
                  <Menu label="More for this post" align="start">
                    <a className="menu-item" href="/q/1/x/history">
                      History
                    </a>
                    <button className="menu-item" data-tone="danger" type="button">
                      Flag
                    </button>
                  </Menu>
                </>
              }
              comments={<CommentList comments={comments} />}
            />
            <ThreadStretch segment="question">
              <AnswersHead count={3} order={{ votesHref: '?', timeHref: '?order=time', now: 'votes' }} />
            </ThreadStretch>
            <Post
              id="2"
              anchor={{ id: 'p-2', href: '#p-2' }}
              segment="solved"
              author={idris}
              html={answer}
              createdAt={ago(212)}
              accepted
              acceptedBy="Mo Adeyemi"
              actions={
                <>
                  <VoteButtons score={41} mine={1} action="/posts/2/vote" />
                  <ActionButton action="/q/1/accepted/2" method="DELETE" tone="quiet">
                    Take acceptance back
                  </ActionButton>
                </>
              }
            />
            <Post
              id="3"
              anchor={{ id: 'p-3', href: '#p-3' }}
              segment="question"
              author={eli}
              html="<p>We raised the default to 5000 rows in 7.4.2.</p>"
              createdAt={ago(40)}
              isNew
              actions={
                <VoteButtons
                  score={4}
                  mine={0}
                  action="/posts/3/vote"
                  whyNotDown="Voting down needs 125 reputation; you have 40."
                />
              }
            />
            <ThreadEvent segment="private">
              Escalated to the engineers <TimeStamp at={ago(30)} />
            </ThreadEvent>
            <Post
              id="4"
              anchor={{ id: 'p-4', href: '#p-4' }}
              segment="private"
              author={eli}
              visibility="private"
              readers="Mara and 2 support engineers"
              html="<p>Case C-20418 is open with engineering. Next update due today 17:00.</p>"
              createdAt={ago(20)}
            />
            <Post
              id="5"
              anchor={{ id: 'p-5', href: '#p-5' }}
              segment="question"
              author={eli}
              visibility="note"
              html="<p>Same root cause as C-20390.</p>"
              createdAt={ago(15)}
            />
            <Post
              id="6"
              anchor={{ id: 'p-6', href: '#p-6' }}
              segment="question"
              author={ghost}
              held
              html="<p>Try turning it off and on.</p>"
              createdAt={ago(12)}
            />
            <PostStub anchor={{ id: 'p-7', href: '#p-7' }} segment="future">
              This answer was removed by a moderator: advertising (guideline 4).
            </PostStub>
            <ThreadItem segment="end" stop={<Stop kind="future" />}>
              <form className="form">
                <Composer
                  name="body"
                  label="Your answer"
                  reply
                  hint="Say what you tried and what happened."
                  status="Saved 14:04"
                />
                <div className="button-row">
                  <Button tone="primary" size="large" type="button">
                    Post answer
                  </Button>
                </div>
              </form>
            </ThreadItem>
          </ThreadLine>
        </div>
        <aside>
          <SideBox title="Where this stands">
            <p>
              Solved by the community in 4 h 53 min. If the answer does not work for you, escalate: your level
              (Gold) gets a first reply within 4 business hours.
            </p>
          </SideBox>
          <SideBox title="Escalation" tone="escal">
            <div className="stack gap-3">
              <Clock
                state="soon"
                secondsLeft={2 * 3600 + 50 * 60}
                measuredAt={now}
                dueAt={ahead(170)}
                what="First reply"
              />
              <SumLine start={ago(70)} target="4 h business" paused="0:40" due={ahead(170)} now={now} />
              <ButtonLink to="/q/1/escalate">Escalate now</ButtonLink>
            </div>
          </SideBox>
          <SideBox title="Same area">
            <TopicLinks
              topics={[
                { title: 'Export times out on Safari', href: '/q/2/x' },
                { title: 'CSV columns in wrong order', href: '/q/3/x' },
                { title: 'Schedule a monthly export', href: '/q/4/x' },
              ]}
            />
          </SideBox>
          <SideBox title="Kessler Logistik">
            <KeyValue
              pairs={[
                ['Level', 'Gold'],
                ['Open cases', '2 (1 severity 2)'],
                ['Owner', 'A. Novak'],
                ['Synced', '4 min ago'],
              ]}
            />
          </SideBox>
        </aside>
      </div>
    </Story>
  )
}
