import { useState } from 'react'
import { Clock, type ClockState } from '../clock/clock.tsx'
import { MemberLine } from '../member/member-line.tsx'
import { Avatar } from '../member/avatar.tsx'
import { DuplicateNotice, NeedsDetailNotice } from '../topic/notices.tsx'
import { RouteStrip } from '../topic/route-strip.tsx'
import { StateShape, StatusTag, type ShownState } from '../topic/state-shape.tsx'
import { Stop } from '../topic/thread-line.tsx'
import { TagInput } from '../tag/tag-input.tsx'
import { Composer } from '../post/composer.tsx'
import { KindPage } from '../site/kind-page.tsx'
import { Button, DisabledButton, IconButton } from '../ui/button.tsx'
import { DiffView } from '../ui/diff-view.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Banner, ConnectionStrip, NewPill } from '../ui/feedback.tsx'
import { Checkbox, RadioGroup, SearchField, Select, Textarea, TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { iconNames, type IconName } from '../ui/icon-names.ts'
import { ago, eli, ghost, idris, mara } from './samples.ts'
import { Story } from './story.tsx'

const states: readonly ShownState[] = [
  'open',
  'answered',
  'solved',
  'needs-detail',
  'duplicate',
  'escalated',
  'closed',
  'hidden',
  'held',
  'discussion',
  'idea',
  'announcement',
]
const clocks: readonly (readonly [ClockState, number])[] = [
  ['running', 93600],
  ['soon', 10200],
  ['critical', 1080],
  ['breached', -2520],
  ['paused', 0],
  ['met', 0],
]

export function ControlStories({ now }: { now: Date }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Story name="Buttons">
        <div className="button-row">
          <Button tone="primary">Post answer</Button>
          <Button>Reply</Button>
          <Button tone="quiet" icon="link">
            Copy link
          </Button>
          <Button tone="danger" icon="trash">
            Remove
          </Button>
          <Button aria-pressed="true" icon="watch">
            Watching
          </Button>
          <Button busy>Saving</Button>
          <Button disabled>Disabled</Button>
          <DisabledButton why="Only the asker can accept an answer.">Accept</DisabledButton>
          <IconButton icon="bold" label="Bold" />
          <Button tone="primary" size="large">
            Send privately
          </Button>
        </div>
      </Story>
      <Story name="States">
        <div className="cluster gap-3">
          {states.map((state) => (
            <StateShape key={state} state={state} />
          ))}
        </div>
        <div className="cluster">
          {states.map((state) => (
            <StatusTag key={state} state={state} />
          ))}
        </div>
      </Story>
      <Story name="Clocks">
        {clocks.map(([state, seconds]) => (
          <div key={state}>
            <Clock
              state={state}
              secondsLeft={seconds}
              measuredAt={now}
              dueAt={new Date(now.getTime() + seconds * 1000)}
              what="First reply"
              pausedFor={state === 'paused' ? 'waiting for you' : null}
            />
          </div>
        ))}
      </Story>
      <Story name="Stops and people">
        <div className="cluster gap-3">
          <Stop kind="member" name="Mara Kessler" />
          <Stop kind="member" name="Mara Kessler" isNew />
          <Stop kind="staff" name="Eli Brandt" />
          <Stop kind="accepted" />
          <Stop kind="accepted" staff />
          <Stop kind="private" />
          <Stop kind="system" />
          <Stop kind="future" />
          <Avatar name="Nia" size="large" />
          <Avatar name="Eli Brandt" staff size="large" />
        </div>
        <div className="stack gap-2">
          {[mara, idris, eli, ghost, null].map((member) => (
            <MemberLine key={member?.name ?? ''} member={member} avatar />
          ))}
        </div>
      </Story>
      <Story name="Route strip">
        <RouteStrip
          nodes={[
            { key: 'a', word: 'Asked', phase: 'past', at: ago(300) },
            { key: 'b', word: 'Escalated', phase: 'current', at: ago(60), tone: 'escal' },
            { key: 'c', word: 'Solved', phase: 'possible' },
          ]}
        />
        <RouteStrip
          nodes={[
            { key: 'a', word: 'Asked', phase: 'current', at: ago(3000) },
            { key: 'b', word: 'Answered', phase: 'possible' },
            { key: 'c', word: 'Solved', phase: 'possible' },
          ]}
        />
      </Story>
      <Story name="Form">
        <ErrorSummary
          errors={[
            { fieldId: 'story-title', text: 'Write a title of at least 10 characters' },
            { text: 'The board is closed to new topics' },
          ]}
        />
        <form className="form">
          <TextField
            id="story-title"
            name="title"
            label="Title"
            hint="Say what you did and what happened."
            errors={['Write a title of at least 10 characters.']}
            defaultValue="Help"
          />
          <TextField name="version" label="Version" width="short" optional code defaultValue="7.4.1" />
          <Select
            name="board"
            label="Board"
            options={[
              { value: 'a', label: 'Billing & invoices' },
              { value: 'b', label: 'Getting started' },
            ]}
            placeholder="Choose a board"
          />
          <TagInput
            name="tags"
            label="Tags"
            hint="Up to five, separated by spaces."
            defaultValue="export csv"
            known={['export', 'csv', 'sso']}
          />
          <Textarea name="steps" label="Steps" optional />
          <Composer name="body" label="Details" errors={['Say what happened.']} />
          <Composer
            name="private"
            label="Private message"
            visibility="private"
            defaultValue="Here is the tenant id."
          />
          <Composer name="note" label="Staff note" visibility="note" />
          <RadioGroup
            name="who"
            label="Who may see it"
            defaultValue="public"
            options={[
              { value: 'public', label: 'Everyone', hint: 'Median first answer: 3 h' },
              { value: 'private', label: 'Only support', hint: 'First reply within 4 business hours' },
            ]}
          />
          <Checkbox name="agree" label="I accept the terms of 1 March" />
          <div className="button-row">
            <Button tone="primary" size="large" type="button">
              Review the question
            </Button>
            <Button size="large" type="button">
              Save as draft
            </Button>
          </div>
        </form>
        <SearchField action="/search" label="Search" placeholder="What are you trying to do?" />
      </Story>
      <Story name="Messages">
        <Banner
          title="New terms from 1 March."
          action={<Button type="button">Read and accept</Button>}
          tone="signal"
        >
          3 changes.
        </Banner>
        <Banner>Live updates reach this page.</Banner>
        <Banner tone="solved" title="Saved.">
          Your answer is public.
        </Banner>
        <Banner tone="escal" title="Escalates by itself tomorrow at 10:00">
          unless someone replies before.
        </Banner>
        <Banner tone="danger" title="Not sent.">
          The server could not be reached; your text is kept here.
        </Banner>
        <DuplicateNotice
          of={{ title: 'Export stops at 38 %', href: '/q/9/x' }}
          confirmed={false}
          confirm="/q/1/duplicate"
          refuse="/q/1/duplicate"
        />
        <NeedsDetailNotice wanted={['The exact error text', 'Your version', 'What you tried']} />
        <ConnectionStrip lost />
        <NewPill count={3} kind="replies" />
        <DiffView
          label="What changed"
          parts={[
            { kind: 'same', text: 'Set the limit to ' },
            { kind: 'removed', text: '500' },
            { kind: 'added', text: '5000' },
            { kind: 'same', text: ' rows.' },
          ]}
        />
        <Button type="button" onClick={() => setOpen(true)}>
          Open a dialog
        </Button>
        <Dialog open={open} title="A dialog" onClose={() => setOpen(false)}>
          <p>Escape closes it.</p>
        </Dialog>
      </Story>
      <Story name="Icons">
        <div className="cluster gap-3">
          {(Object.keys(iconNames) as IconName[]).map((name) => (
            <Icon key={name} name={name} size="large" />
          ))}
        </div>
      </Story>
      <Story name="Kind page">
        <KindPage status={404} />
      </Story>
    </>
  )
}
