import { Form, useNavigation } from '@remix-run/react'
import { type FormEvent, type KeyboardEvent, type ReactNode, type SyntheticEvent, useState } from 'react'
import * as paths from '#server/core/paths.ts'
import type { QueueView, ReviewItemPage } from '#server/moderation/index.ts'
import { useWords } from '#app/lib/words.ts'
import { PostBody } from '../post/post-body.tsx'
import { Button } from '../ui/button.tsx'
import { FieldErrors, Select, Textarea, TextField } from '../ui/field.tsx'
import '#app/lib/words-of-moderation.ts'

export type ClauseChoice = { key: string; title: string; text: string; guideline: string | null }
type Props = {
  item: ReviewItemPage
  clauses: readonly ClauseChoice[]
  boards: readonly { slug: string; title: string }[]
  errors: (name: string) => readonly string[] | undefined
  value: (name: string, otherwise?: string) => string
  view: QueueView
  /** Takes a decision at once where it can; else the form goes its usual way. */
  decide: (event: FormEvent<HTMLFormElement>) => void
}

/**
 * One form for each verb, in the order of their digits. Each works without script; with it `1` decides at once, and `3`
 * opens the form with the focus on its button, so that the next key sends what stands there.
 */
export function Deciding({ settled, ...props }: Props & { settled: boolean }) {
  const t = useWords()
  const { item } = props
  if (item.state !== 'open') return null
  if (!item.can.decide) return <p>{t(item.appeal?.byMe ? 'mod.own.appeal' : 'mod.own')}</p>
  const may = (action: string) => (item.actions as string[]).includes(action)
  return (
    <section className="stack gap-3" aria-label={t('mod.decide')}>
      <div className="button-row">
        {may('approve') && (
          <Verb {...props} action="approve" tone="primary" shortcut="review.approve">
            1 · {t(`mod.action.approve.${item.kind}`)}
          </Verb>
        )}
        <Verb {...props} action="snooze" shortcut="review.snooze">
          {t('mod.action.snooze')}
        </Verb>
        <Verb {...props} action="skip" shortcut="review.skip">
          {t('mod.action.skip')}
        </Verb>
      </div>
      {settled && (
        <>
          {may('fix') && <Correct {...props} />}
          {may('hide') && <TakeAway {...props} action="hide" />}
          {may('uphold') && <TakeAway {...props} action="uphold" />}
          {may('reject') && <Reject {...props} />}
          <Second {...props} />
        </>
      )}
    </section>
  )
}

/** What every form of an item carries: the deed, and what was read when it was decided. */
function Carried({ item, action }: { item: ReviewItemPage; action: string }) {
  return (
    <>
      <input type="hidden" name="action" value={action} />
      <input type="hidden" name="version" value={item.version} />
      {item.post && <input type="hidden" name="basedOn" value={item.post.editCount} />}
    </>
  )
}

type Decision = Pick<Props, 'item' | 'view' | 'decide'>

/** The form of one verb: to the item it was written for, whatever the address says by then. */
function DecisionForm({
  item,
  view,
  decide,
  action,
  children,
}: Decision & { action: string; children: ReactNode }) {
  return (
    <Form method="post" action={paths.reviewItem(item.id, { view })} onSubmit={decide} className="stack">
      <Carried item={item} action={action} />
      {children}
    </Form>
  )
}

function Verb({
  tone,
  shortcut,
  children,
  ...decision
}: Decision & { action: string; tone?: 'primary'; shortcut: string; children: ReactNode }) {
  const busy = useNavigation().state === 'submitting'
  return (
    <DecisionForm {...decision}>
      <Button {...(tone ? { tone } : {})} data-shortcut={shortcut} disabled={busy}>
        {children}
      </Button>
    </DecisionForm>
  )
}

/** A form that its digit opens, with the focus where the next key belongs. */
function Opened({ label, shortcut, children }: { label: string; shortcut: string; children: ReactNode }) {
  const onToggle = ({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) => {
    if (currentTarget.open) currentTarget.querySelector<HTMLElement>('[data-first]')?.focus()
  }
  return (
    <details className="queue-verb" name="verb" onToggle={onToggle}>
      <summary data-shortcut={shortcut}>{label}</summary>
      {children}
    </details>
  )
}

function Correct({ boards, errors, value, ...decision }: Props) {
  const t = useWords()
  const { item } = decision
  const { post } = item
  if (!post) return null
  const wanted = item.change?.wanted
  return (
    <Opened label={`2 · ${t('mod.action.fix')}`} shortcut="review.fix">
      <DecisionForm {...decision} action="fix">
        {post.opening && (
          <TextField
            id="fix-title"
            name="title"
            label={t('mod.change.title')}
            errors={errors('title')}
            defaultValue={value('title', wanted?.title ?? post.title)}
            dir="auto"
          />
        )}
        <Textarea
          id="fix-body"
          name="body"
          label={t('mod.change.body')}
          errors={errors('body')}
          defaultValue={value('body', wanted?.source ?? post.source)}
          rows={8}
          data-first
        />
        {post.opening && (
          <>
            <TextField
              id="fix-tags"
              name="tags"
              label={t('ask.tags.label')}
              errors={errors('tags')}
              defaultValue={value('tags', (wanted?.tags ?? post.tags).join(' '))}
            />
            <Select
              id="fix-board"
              name="board"
              label={t('mod.board')}
              defaultValue={value('board', post.board)}
              options={boards.map(({ slug, title }) => ({ value: slug, label: title }))}
            />
          </>
        )}
        <Reason errors={errors} />
        <Button tone="primary">{t('mod.action.fix.send')}</Button>
      </DecisionForm>
    </Opened>
  )
}

/** The rule reported most stands chosen, with the words that the author would read; a digit chooses another. */
function TakeAway({ clauses, errors, value, action, ...decision }: Props & { action: 'hide' | 'uphold' }) {
  const t = useWords()
  const suggested = value('clause') || mostReported(decision.item, clauses)
  const [chosen, choose] = useState(suggested)
  const [own, write] = useState<string | null>(null)
  const clause = clauses.find(({ key }) => key === chosen)
  const message = clause ? t('mod.message.text', { clause: clause.title, text: clause.text }) : ''
  return (
    <Opened
      label={`3 · ${t(action === 'hide' ? 'mod.action.hide' : 'mod.action.uphold')}`}
      shortcut="review.hide"
    >
      <DecisionForm {...decision} action={action}>
        <Clauses
          action={action}
          clauses={clauses}
          chosen={chosen}
          choose={choose}
          errors={errors('clause')}
        />
        {clause && (
          <details>
            <summary>{t('mod.guideline', { clause: clause.title })}</summary>
            {clause.guideline ? <PostBody html={clause.guideline} /> : <p>{t('mod.guideline.none')}</p>}
          </details>
        )}
        {action === 'hide' && (
          <Textarea
            id="hide-message"
            name="message"
            label={t('mod.message')}
            hint={t('mod.message.hint')}
            errors={errors('message')}
            value={own ?? (value('message') || message)}
            onChange={(event) => write(event.target.value)}
            rows={5}
          />
        )}
        <Reason errors={errors} />
        <Button tone="danger">{t(action === 'hide' ? 'mod.action.hide.send' : 'mod.action.uphold')}</Button>
      </DecisionForm>
    </Opened>
  )
}

type Choosing = {
  action: string
  clauses: readonly ClauseChoice[]
  chosen: string
  choose: (key: string) => void
  errors: readonly string[] | undefined
}

/** The clauses as numbered radios: their digits choose while the focus is here, and Enter sends the form. */
function Clauses({ action, clauses, chosen, choose, errors }: Choosing) {
  const t = useWords()
  const id = `${action}-clause`
  const wrong = (errors?.length ?? 0) > 0
  const onKeyDown = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    const picked = clauses[Number(event.key) - 1]
    if (!picked || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLInputElement>(`[value="${picked.key}"]`)?.focus()
    choose(picked.key)
  }
  return (
    <fieldset
      className="field-group"
      id={id}
      onKeyDown={onKeyDown}
      aria-describedby={wrong ? `${id}-error` : undefined}
    >
      <legend>{t('mod.clause')}</legend>
      <FieldErrors id={`${id}-error`} errors={errors} />
      {clauses.map(({ key, title }, n) => (
        <div key={key} className="choice">
          <input
            type="radio"
            id={`${id}-${key}`}
            name="clause"
            value={key}
            checked={key === chosen}
            onChange={() => choose(key)}
            data-first={key === chosen || undefined}
          />
          <label htmlFor={`${id}-${key}`}>
            <span aria-hidden="true">{n + 1} · </span>
            {title}
          </label>
        </div>
      ))}
    </fieldset>
  )
}

const mostReported = (item: ReviewItemPage, clauses: readonly ClauseChoice[]) => {
  const counted = clauses.map(({ key }) => item.flags.filter((flag) => flag.clause === key).length)
  return clauses[counted.indexOf(Math.max(...counted))]?.key ?? ''
}

function Reject({ errors, value, ...decision }: Props) {
  const t = useWords()
  return (
    <Opened label={`3 · ${t('mod.action.reject')}`} shortcut="review.hide">
      <DecisionForm {...decision} action="reject">
        <Textarea
          id="reject-message"
          name="message"
          label={t('mod.message.why')}
          errors={errors('message')}
          defaultValue={value('message')}
          rows={3}
          data-first
        />
        <Button tone="danger">{t('mod.action.reject.send')}</Button>
      </DecisionForm>
    </Opened>
  )
}

function Second({ errors, value, ...decision }: Props) {
  const t = useWords()
  return (
    <Opened label={`4 · ${t('mod.action.second')}`} shortcut="review.second">
      <DecisionForm {...decision} action="second">
        <TextField
          id="second-to"
          name="to"
          label={t('mod.second.to')}
          hint={t('mod.second.to.hint')}
          errors={errors('to')}
          defaultValue={value('to')}
        />
        <Textarea id="second-reason" name="reason" label={t('mod.second.why')} rows={2} />
        <Button data-first>{t('mod.action.second.send')}</Button>
      </DecisionForm>
    </Opened>
  )
}

function Reason({ errors }: Pick<Props, 'errors'>) {
  const t = useWords()
  return <TextField name="reason" label={t('mod.reason')} optional errors={errors('reason')} />
}
