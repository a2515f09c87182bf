import { Form, Link } from '@remix-run/react'
import { type FormEvent, useDeferredValue, useEffect, useRef } from 'react'
import * as paths from '#server/core/paths.ts'
import type { QueueView, ReviewItemPage } from '#server/moderation/index.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import { Button } from '../ui/button.tsx'
import { Textarea, TextField } from '../ui/field.tsx'
import { SideBox } from '../ui/key-value.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { type ClauseChoice, Deciding } from './deciding.tsx'
import { Appealed, Changes, History, InContext, Person, Reporters } from './item-facts.tsx'
import { Precedents } from './precedents.tsx'
import { claimWords, Outcome } from './queue-list.tsx'
import '#app/lib/words-of-moderation.ts'

type Props = {
  item: ReviewItemPage
  clauses: readonly ClauseChoice[]
  boards: readonly { slug: string; title: string }[]
  errors: (name: string) => readonly string[] | undefined
  value: (name: string, otherwise?: string) => string
  view: QueueView
  decide: (event: FormEvent<HTMLFormElement>) => void
}

/** One item with all that a decision needs; its heading takes the focus when it comes after another. */
export function ItemPane(props: Props) {
  const t = useWords()
  const { item, clauses } = props
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(item.id)
  useEffect(() => {
    if (before.current !== item.id) heading.current?.focus()
    before.current = item.id
  }, [item.id])
  // the post and the verbs first; what one reads after them may follow a moment later
  const settled = useDeferredValue(item.id) === item.id
  const named = (key: string) => clauses.find((clause) => clause.key === key)?.title ?? key
  const title = item.topic?.title ?? t('mod.person', { name: item.author?.name ?? '' })
  return (
    <article className="stack queue-item">
      <h1 className="written" ref={heading} tabIndex={-1} dir="auto">
        {title}
      </h1>
      <p className="cluster small">
        <b>{t(`mod.priority.${item.priority}`)}</b> {t(`mod.kind.${item.kind}`)} · {item.reasons.join(', ')}
        {item.board && <span className="muted">{item.board}</span>}
        {item.topic && <Link to={paths.topic(item.topic)}>{t('mod.topic')}</Link>}
        {item.claim && <b>{claimWords(t, item.claim)}</b>}
      </p>
      <Standing item={item} />
      {item.state !== 'open' && <Outcome row={item} />}
      <Appealed item={item} named={named} />
      <Deciding key={item.id} {...props} settled={settled} />
      <Changes item={item} />
      <InContext item={item} />
      {settled && (
        <>
          <Reporters item={item} named={named} />
          <Precedents item={item} clauses={clauses} />
          <Person item={item} />
          <Notes item={item} />
          <History item={item} named={named} />
        </>
      )}
    </article>
  )
}

function Standing({ item }: { item: ReviewItemPage }) {
  const t = useWords()
  const closed = `closed.${item.closed?.reason ?? ''}`
  return (
    <>
      {item.autoHiddenAt && (
        <p className="small">
          {t('mod.hidden')} <TimeStamp at={item.autoHiddenAt} />, {t('mod.hidden.until')}
        </p>
      )}
      {item.publishAt && item.state === 'open' && (
        <p className="small">
          {t('mod.held.until')} <TimeStamp at={item.publishAt} />
        </p>
      )}
      {item.closed && (
        <p className="small">
          {isWordKey(closed) ? t(closed) : t('closed.other')} {item.closed.note}
        </p>
      )}
    </>
  )
}

function Notes({ item }: { item: ReviewItemPage }) {
  const t = useWords()
  return (
    <SideBox title={t('mod.notes')}>
      {item.notes.map((note) => (
        <p key={note.id} dir="auto">
          {note.text}{' '}
          <span className="small muted">
            {note.name} · <TimeStamp at={note.at} />
          </span>
        </p>
      ))}
      <Form method="post" action={paths.reviewPart(item.id, 'tending')} className="stack gap-3">
        <Textarea id="note-text" name="text" label={t('mod.note')} rows={2} />
        <Button>{t('mod.note.send')}</Button>
      </Form>
      <Form method="post" action={paths.reviewPart(item.id, 'tending')} className="stack gap-3">
        <input type="hidden" name="_method" value="PUT" />
        <TextField
          id="tend-assignee"
          name="assignee"
          label={t('mod.second.to')}
          defaultValue={item.assignee?.handle ?? ''}
        />
        <TextField
          id="tend-category"
          name="category"
          label={t('mod.category')}
          defaultValue={item.category ?? ''}
        />
        <Button>{t('mod.save')}</Button>
      </Form>
    </SideBox>
  )
}
