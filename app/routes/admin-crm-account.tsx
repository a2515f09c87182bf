import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import {
  accountPage,
  inviteContact,
  linkMember,
  unlinkMember,
  upsertContact,
  upsertContract,
} from '#server/crm/index.ts'
import { memberIdByHandle } from '#server/identity/index.ts'
import { AccountForms } from '#app/components/crm/account-forms.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { KeyValue, PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { act, page } from '#app/lib/handler.ts'
import { titledBy } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

export const loader = page(({ ctx, params }) => accountPage(ctx, { accountId: params.accountId ?? '' }))

type Typed = Readonly<Record<string, string>> & { deed: string }

const list = (text: string | undefined) => (text ?? '').split(/[\s,;|]+/).filter(Boolean)

/** The page's forms by name; each is one verb of the room. */
async function keep(ctx: Ctx, input: Typed): Promise<unknown> {
  if (input.deed === 'contact')
    return upsertContact(ctx, {
      externalId: input.externalId ?? '',
      account: input.account ?? '',
      givenName: input.givenName ?? '',
      familyName: input.familyName ?? '',
      emails: list(input.emails),
    })
  if (input.deed === 'contract')
    return upsertContract(ctx, {
      externalId: input.externalId ?? '',
      account: input.account ?? '',
      reference: input.reference ?? '',
      status: (input.status ?? 'active') as 'active',
      startsOn: input.startsOn ?? '',
      endsOn: input.endsOn ?? '',
      timeZone: input.timeZone || null,
      supportLevel: input.supportLevel || null,
      lines: list(input.products).map((product) => ({ product })),
      contacts: list(input.contacts),
    })
  if (input.deed === 'invite') return inviteContact(ctx, { contactId: input.contactId ?? '' })
  const memberId = await memberIdByHandle(ctx, (input.handle ?? '').replace(/^@/, ''))
  return input.deed === 'link'
    ? linkMember(ctx, { memberId, contact: input.contact ?? '' })
    : unlinkMember(ctx, { memberId, reason: input.reason ?? '' })
}

export const action = act({ POST: keep }, ({ params }) => paths.crm(`accounts/${params.accountId ?? ''}`))

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => titledBy(matches, data?.name)

/** One customer: contacts and who they are here, contracts, cases; with the forms that keep them. */
export default function AdminCrmAccount() {
  const t = useWords()
  const account = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.crm'), href: paths.crm() }, { label: account.name }]} />
      <PageHead title={account.name} />
      <KeyValue
        pairs={[
          [t('crm.externalId'), account.externalId],
          [t('crm.domains'), account.domains.join(', ') || null],
          [t('crm.tier'), account.tier],
          [t('crm.synced'), <TimeStamp key="synced" at={account.syncedAt} />],
        ]}
      />
      <Contacts />
      <DataTable
        caption={t('crm.contracts')}
        rows={account.contracts}
        rowKey={(row) => row.id}
        empty={<EmptyState kind="first" level={3} title={t('crm.contracts.empty')} />}
        columns={[
          { key: 'reference', label: t('crm.reference'), heading: true, cell: (row) => row.reference },
          { key: 'status', label: t('crm.status'), cell: (row) => t(`crm.status.${row.status}`) },
          { key: 'level', label: t('customer.level'), cell: (row) => row.supportLevel ?? '–' },
          {
            key: 'span',
            label: t('crm.span'),
            cell: (row) => `${row.startsOn} – ${row.endsOn}${row.zone ? ` (${row.zone})` : ''}`,
          },
          {
            key: 'lines',
            label: t('crm.lines'),
            cell: (row) =>
              row.lines.map((line) => line.product ?? t('crm.lines.all')).join(', ') || t('crm.lines.all'),
          },
          {
            key: 'named',
            label: t('crm.named'),
            numeric: true,
            cell: (row) => row.namedContacts.length || t('crm.named.all'),
          },
        ]}
      />
      {account.cases.length > 0 && (
        <DataTable
          caption={t('crm.cases')}
          rows={account.cases}
          rowKey={(row) => row.number}
          columns={[
            {
              key: 'number',
              label: t('crm.case'),
              heading: true,
              cell: (row) => <Link to={paths.topicNumber(row.topicId)}>{row.number}</Link>,
            },
            {
              key: 'subject',
              label: t('console.column.subject'),
              cell: (row) => <span dir="auto">{row.subject}</span>,
            },
            { key: 'status', label: t('crm.status'), cell: (row) => row.status },
            { key: 'opened', label: t('crm.opened'), cell: (row) => <TimeStamp at={row.openedAt} /> },
          ]}
        />
      )}
      <AccountForms account={account} />
      <History />
    </div>
  )
}

function Contacts() {
  const t = useWords()
  const account = useLoaderData<typeof loader>()
  return (
    <DataTable
      caption={t('crm.contacts')}
      rows={account.contacts}
      rowKey={(row) => row.id}
      empty={<EmptyState kind="first" level={3} title={t('crm.contacts.empty')} />}
      columns={[
        {
          key: 'name',
          label: t('customer.contact'),
          heading: true,
          cell: (row) => `${row.givenName} ${row.familyName}`,
        },
        { key: 'id', label: t('crm.externalId'), cell: (row) => row.externalId },
        { key: 'emails', label: t('crm.emails'), cell: (row) => row.emails.join(', ') || '–' },
        {
          key: 'member',
          label: t('crm.member'),
          cell: (row) =>
            row.member ? (
              <span className="cluster">
                <Link to={paths.member(row.member)}>@{row.member}</Link>
                <Form method="post">
                  <input type="hidden" name="handle" value={row.member} />
                  <Button name="deed" value="unlink" tone="quiet">
                    {t('crm.unlink')}
                  </Button>
                </Form>
              </span>
            ) : (
              <Form method="post">
                <input type="hidden" name="contactId" value={row.id} />
                <Button name="deed" value="invite" tone="quiet">
                  {t('crm.invite')}
                </Button>
              </Form>
            ),
        },
      ]}
    />
  )
}

/** Links are dated records: who was linked how, from when, until when and why it ended. */
function History() {
  const t = useWords()
  const { links } = useLoaderData<typeof loader>()
  if (links.length === 0) return null
  return (
    <DataTable
      caption={t('crm.links')}
      rows={links}
      rowKey={(row) => `${row.handle}${String(row.validFrom)}`}
      columns={[
        {
          key: 'member',
          label: t('crm.member'),
          heading: true,
          cell: (row) => <Link to={paths.member(row.handle)}>@{row.handle}</Link>,
        },
        { key: 'method', label: t('crm.method'), cell: (row) => row.method },
        { key: 'from', label: t('unreplied.from'), cell: (row) => <TimeStamp at={row.validFrom} /> },
        {
          key: 'to',
          label: t('unreplied.to'),
          cell: (row) => (row.validTo ? <TimeStamp at={row.validTo} /> : t('crm.link.active')),
        },
        { key: 'cause', label: t('crm.link.ended'), cell: (row) => row.endCause ?? '–' },
      ]}
    />
  )
}
