import { Link } from '@remix-run/react'
import { Sentence, useWords } from '#app/lib/words.ts'
import { ActionButton } from '../ui/button.tsx'
import { Banner } from '../ui/feedback.tsx'

/** A duplicate is a proposal until the asker says so. `confirm` and `refuse` are addresses, given to the asker alone. */
export function DuplicateNotice(props: {
  of: { title: string; href: string }
  confirmed: boolean
  confirm?: string | null
  refuse?: string | null
}) {
  const t = useWords()
  const parts = { topic: <Link to={props.of.href}>{props.of.title}</Link> }
  return (
    <Banner
      tone="petrol"
      icon="copy"
      action={
        <>
          {props.confirm && (
            <ActionButton action={props.confirm} method="PUT" tone="primary">
              {t('duplicate.confirm')}
            </ActionButton>
          )}
          {props.refuse && (
            <ActionButton action={props.refuse} method="DELETE">
              {t('duplicate.refuse')}
            </ActionButton>
          )}
        </>
      }
    >
      <Sentence of={props.confirmed ? 'duplicate.confirmed' : 'duplicate.proposed'} parts={parts} />
    </Banner>
  )
}

/** What a question still lacks, as a list to tick off, not a scolding. */
export function NeedsDetailNotice({ wanted }: { wanted: readonly string[] }) {
  const t = useWords()
  return (
    <Banner tone="escal" icon="edit" title={t('needsDetail.title')}>
      <ul>
        {wanted.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </Banner>
  )
}

/** Short plain list of topics beside the way: "Same area". */
export function TopicLinks({ topics }: { topics: readonly { title: string; href: string }[] }) {
  return (
    <ul className="plain-list">
      {topics.map((topic) => (
        <li key={topic.href}>
          <Link to={topic.href} prefetch="intent" dir="auto">
            {topic.title}
          </Link>
        </li>
      ))}
    </ul>
  )
}
