import { Form, useNavigation } from '@remix-run/react'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import type { ReviewItemPage } from '#server/moderation/index.ts'
import { useWords } from '#app/lib/words.ts'
import { PostBody } from '../post/post-body.tsx'
import { Button } from '../ui/button.tsx'
import { Select, Textarea, TextField } from '../ui/field.tsx'
import '#app/lib/words-of-moderation.ts'

export type ClauseChoice = { key: string; title: string; text: string; guideline: string | null }
type Props = {
  item: ReviewItemPage
  clauses: readonly ClauseChoice[]
  boards: readonly { slug: string; title: string }[]
  errors: (name: string) => readonly string[] | undefined
  value: (name: string, otherwise?: string) => string
}

/**
 * One form for each verb, in the order of their digits. Each works without script; with it `1` decides at once, and `3`
 * opens the form with the focus on its button, so that the next key sends what stands there.
 */
export function Deciding(props: Props) {
  const t = useWords()
  const { item } = props
  if (item.state !== 'open') return null
  if (!item.can.decide) return <p>{t('mod.own')}</p>
  const may = (action: string) => (item.actions as string[]).includes(action)
  return (
    <section className="stack gap-3" aria-label={t('mod.decide')}>
      <div className="button-row">
        {may('approve') && (
          <Verb item={item} action="approve" tone="primary" shortcut="review.approve">
            1 · {t(`mod.action.approve.${item.kind}`)}
          </Verb>
        )}
        <Verb item={item} action="snooze" shortcut="review.snooze">
          {t('mod.action.snooze')}
        </Verb>
        <Verb item={item} action="skip" shortcut="review.skip">
          {t('mod.action.skip')}
        </Verb>
      </div>
      {may('fix') && <Correct {...props} />}
      {may('hide') && <TakeAway {...props} action="hide" />}
      {may('uphold') && <TakeAway {...props} action="uphold" />}
      {may('reject') && <Reject {...props} />}
      <Second {...props} />
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

function Verb(props: {
  item: ReviewItemPage
  action: string
  tone?: 'primary'
  shortcut: string
  children: ReactNode
}) {
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post">
      <Carried item={props.item} action={props.action} />
      <Button {...(props.tone ? { tone: props.tone } : {})} data-shortcut={props.shortcut} disabled={busy}>
        {props.children}
      </Button>
    </Form>
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

function Correct({ item, boards, errors, value }: Props) {
  const t = useWords()
  const { post } = item
  if (!post) return null
  const wanted = item.change?.wanted
  return (
    <Opened label={`2 · ${t('mod.action.fix')}`} shortcut="review.fix">
      <Form method="post" className="stack">
        <Carried item={item} action="fix" />
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
      </Form>
    </Opened>
  )
}

/** The rule reported most stands chosen, with the words that the author would read. */
function TakeAway({ item, clauses, errors, value, action }: Props & { action: 'hide' | 'uphold' }) {
  const t = useWords()
  const suggested = mostReported(item, clauses)
  const [chosen, choose] = useState(suggested)
  const [own, write] = useState<string | null>(null)
  const clause = clauses.find(({ key }) => key === chosen)
  const message = clause ? t('mod.message.text', { clause: clause.title, text: clause.text }) : ''
  return (
    <Opened
      label={`3 · ${t(action === 'hide' ? 'mod.action.hide' : 'mod.action.uphold')}`}
      shortcut="review.hide"
    >
      <Form method="post" className="stack">
        <Carried item={item} action={action} />
        <Select
          id={`${action}-clause`}
          name="clause"
          label={t('mod.clause')}
          errors={errors('clause')}
          value={chosen}
          onChange={(event) => choose(event.target.value)}
          options={clauses.map(({ key, title }) => ({ value: key, label: title }))}
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
        <Button tone="danger" data-first>
          {t(action === 'hide' ? 'mod.action.hide.send' : 'mod.action.uphold')}
        </Button>
      </Form>
    </Opened>
  )
}

const mostReported = (item: ReviewItemPage, clauses: readonly ClauseChoice[]) => {
  const counted = clauses.map(({ key }) => item.flags.filter((flag) => flag.clause === key).length)
  return clauses[counted.indexOf(Math.max(...counted))]?.key ?? ''
}

function Reject({ item, errors, value }: Props) {
  const t = useWords()
  return (
    <Opened label={`3 · ${t('mod.action.reject')}`} shortcut="review.hide">
      <Form method="post" className="stack">
        <Carried item={item} action="reject" />
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
      </Form>
    </Opened>
  )
}

function Second({ item, errors, value }: Props) {
  const t = useWords()
  return (
    <Opened label={`4 · ${t('mod.action.second')}`} shortcut="review.second">
      <Form method="post" className="stack">
        <Carried item={item} action="second" />
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
      </Form>
    </Opened>
  )
}

function Reason({ errors }: Pick<Props, 'errors'>) {
  const t = useWords()
  return <TextField name="reason" label={t('mod.reason')} optional errors={errors('reason')} />
}
