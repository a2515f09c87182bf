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
  const { errors, value } = useRefused()
  return (
    <Form method="post" className="stack column">
      <input type="hidden" name="account" value={account.externalId} />
      <TextField
        id="contact-id"
        name="externalId"
        label={t('crm.externalId')}
        errors={errors('externalId')}
        defaultValue={value('externalId')}
      />
      <TextField
        name="givenName"
        label={t('crm.givenName')}
        errors={errors('givenName')}
        defaultValue={value('givenName')}
      />
      <TextField
        name="familyName"
        label={t('crm.familyName')}
        errors={errors('familyName')}
        defaultValue={value('familyName')}
      />
      <TextField
        id="emails"
        name="emails"
        label={t('crm.emails')}
        hint={t('crm.emails.hint')}
        errors={errors('emails')}
        defaultValue={value('emails')}
      />
      <Button name="deed" value="contact" tone="primary">
        {t('crm.contact.send')}
      </Button>
    </Form>
  )
}

function Contract({ account }: { account: Account }) {
  const t = useWords()
  const { errors, value } = useRefused()
  return (
    <Form method="post" className="stack column">
      <input type="hidden" name="account" value={account.externalId} />
      <TextField
        id="contract-id"
        name="externalId"
        label={t('crm.externalId')}
        errors={errors('externalId')}
        defaultValue={value('externalId')}
      />
      <TextField
        id="reference"
        name="reference"
        label={t('crm.reference')}
        errors={errors('reference')}
        defaultValue={value('reference')}
      />
      <Select
        name="status"
        label={t('crm.status')}
        defaultValue={value('status', 'active')}
        options={statuses.map((status) => ({ value: status, label: t(`crm.status.${status}`) }))}
      />
      <TextField
        id="startsOn"
        name="startsOn"
        type="date"
        label={t('crm.startsOn')}
        errors={errors('startsOn')}
        defaultValue={value('startsOn')}
      />
      <TextField
        id="endsOn"
        name="endsOn"
        type="date"
        label={t('crm.endsOn')}
        hint={t('crm.endsOn.hint')}
        errors={errors('endsOn')}
        defaultValue={value('endsOn')}
      />
      <TextField
        name="timeZone"
        label={t('crm.zone')}
        hint={t('crm.zone.hint')}
        optional
        errors={errors('timeZone')}
        defaultValue={value('timeZone')}
      />
      <TextField
        name="supportLevel"
        label={t('customer.level')}
        optional
        errors={errors('supportLevel')}
        defaultValue={value('supportLevel')}
      />
      <TextField
        name="products"
        label={t('crm.lines')}
        hint={t('crm.lines.hint')}
        optional
        errors={errors('lines')}
        defaultValue={value('products')}
      />
      <TextField
        name="contacts"
        label={t('crm.named')}
        hint={t('crm.named.hint')}
        optional
        errors={errors('contacts')}
        defaultValue={value('contacts')}
      />
      <Button name="deed" value="contract" tone="primary">
        {t('crm.contract.send')}
      </Button>
    </Form>
  )
}
