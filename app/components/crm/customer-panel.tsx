import { Link } from '@remix-run/react'
import type { ContactCard } from '#server/crm/index.ts'
import * as paths from '#server/core/paths.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import { KeyValue, SideBox } from '../ui/key-value.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

/** The customer behind a question, for engineers: each field with its source and age. */
export function CustomerPanel({ card, level }: { card: ContactCard; level: string | null }) {
  const t = useWords()
  return (
    <SideBox title={card.accountName}>
      <KeyValue
        pairs={[
          [t('customer.contact'), card.contactName],
          [t('customer.level'), level],
          [t('customer.contracts'), <Contracts key="contracts" card={card} />],
          [t('customer.cases'), card.openCases.length === 0 ? '0' : <Cases key="cases" card={card} />],
        ]}
      />
      <p className="small muted">
        <Sentence of="customer.source" parts={{ when: <TimeStamp at={card.syncedAt} /> }} />
      </p>
    </SideBox>
  )
}

function Contracts({ card }: { card: ContactCard }) {
  const t = useWords()
  if (card.contracts.length === 0) return <>–</>
  return (
    <ul className="plain-list">
      {card.contracts.map((contract) => (
        <li key={contract.reference}>
          {contract.reference} · {contract.level ?? '–'} · {t('customer.until', { day: contract.endsOn })}
          {contract.products.length > 0 && (
            <span className="muted small"> ({contract.products.join(', ')})</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Cases({ card }: { card: ContactCard }) {
  return (
    <ul className="plain-list">
      {card.openCases.map((one) => (
        <li key={one.number}>
          <Link to={paths.topicNumber(one.topicId)}>{one.number}</Link> <span dir="auto">{one.subject}</span>
        </li>
      ))}
    </ul>
  )
}
