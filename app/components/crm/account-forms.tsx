import { Form } from '@remix-run/react'
import { useRefused } from '#app/lib/forms.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Select, TextField } from '../ui/field.tsx'

type Account = {
  externalId: string
  contacts: readonly { externalId: string; givenName: string; familyName: string; member: string | null }[]
}

const statuses = ['active', 'draft', 'suspended', 'cancelled', 'expired'] as const

/** Adding or changing a contact and a contract, and saying who a contact is here. A known id changes its record. */
export function AccountForms({ account }: { account: Account }) {
  const t = useWords()
  const { refusal, summary } = useRefused()
  const open = (deed: string) => refusal?.values.deed === deed || undefined
  return (
    <div className="stack">
      <ErrorSummary errors={summary} />
      <details className="deed" open={open('contact')}>
        <summary>{t('crm.contact.new')}</summary>
        <Contact account={account} />
      </details>
      <details className="deed" open={open('contract')}>
        <summary>{t('crm.contract.new')}</summary>
        <Contract account={account} />
      </details>
      <details className="deed" open={open('link')}>
        <summary>{t('crm.link.new')}</summary>
        <Form method="post" className="stack column">
          <Select
            id="link-contact"
            name="contact"
            label={t('customer.contact')}
            options={account.contacts
              .filter((one) => one.member === null)
              .map((one) => ({ value: one.externalId, label: `${one.givenName} ${one.familyName}` }))}
          />
          <TextField id="handle" name="handle" label={t('crm.member.handle')} dir="ltr" />
          <Button name="deed" value="link" tone="primary">
            {t('crm.link.send')}
          </Button>
        </Form>
      </details>
    </div>
  )
}

function Contact({ account }: { account: Account }) {
  const t = useWords()
  const { field } = useRefused()
  return (
    <Form method="post" className="stack column">
      <input type="hidden" name="account" value={account.externalId} />
      <TextField {...field('externalId')} id="contact-id" label={t('crm.externalId')} />
      <TextField {...field('givenName')} label={t('crm.givenName')} />
      <TextField {...field('familyName')} label={t('crm.familyName')} />
      <TextField {...field('emails')} label={t('crm.emails')} hint={t('crm.emails.hint')} />
      <Button name="deed" value="contact" tone="primary">
        {t('crm.contact.send')}
      </Button>
    </Form>
  )
}

function Contract({ account }: { account: Account }) {
  const t = useWords()
  const { errors, value, field } = useRefused()
  return (
    <Form method="post" className="stack column">
      <input type="hidden" name="account" value={account.externalId} />
      <TextField {...field('externalId')} id="contract-id" label={t('crm.externalId')} />
      <TextField {...field('reference')} label={t('crm.reference')} />
      <Select
        {...field('status', 'active')}
        label={t('crm.status')}
        options={statuses.map((status) => ({ value: status, label: t(`crm.status.${status}`) }))}
      />
      <TextField {...field('startsOn')} type="date" label={t('crm.startsOn')} />
      <TextField {...field('endsOn')} type="date" label={t('crm.endsOn')} hint={t('crm.endsOn.hint')} />
      <TextField {...field('timeZone')} label={t('crm.zone')} hint={t('crm.zone.hint')} optional />
      <TextField {...field('supportLevel')} label={t('customer.level')} optional />
      <TextField
        name="products"
        label={t('crm.lines')}
        hint={t('crm.lines.hint')}
        optional
        errors={errors('lines')}
        defaultValue={value('products')}
      />
      <TextField {...field('contacts')} label={t('crm.named')} hint={t('crm.named.hint')} optional />
      <Button name="deed" value="contract" tone="primary">
        {t('crm.contract.send')}
      </Button>
    </Form>
  )
}
