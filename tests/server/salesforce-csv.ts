import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Account = {
  attributes: { referenceId: string }
  Name: string
  AccountNumber?: string
  CustomerPriority__c?: string
  SLA__c?: string
  SLAExpirationDate__c?: string
  Website?: string
}
type Contact = { attributes: { referenceId: string }; FirstName?: string; LastName?: string; Email?: string }

/** What a support contract of that sample runs for; the records give only its end. */
const termYears = 1

/**
 * Salesforce's sample org as the CSV files of `import crm-csv`: accounts by their website's domain, contacts without an
 * account as they are there, and a contract for each account with a service level. Its dates of 2019 and 2020 are moved
 * on by whole years.
 */
export async function salesforceCsv({ from, to, years }: { from: string; to: string; years: number }) {
  const accounts = await recordsOf<Account>(join(from, 'Account.json'))
  const contacts = await recordsOf<Contact>(join(from, 'Contact.json'))
  const write = async (name: string, head: string, rows: string[][]) => {
    const path = join(to, `${name}.csv`)
    await writeFile(path, [head, ...rows.map((row) => row.map(cell).join(','))].join('\n') + '\n')
    return path
  }
  return {
    accounts: await write(
      'accounts',
      'external_id,name,domains,tier',
      accounts.map((account) => [
        account.attributes.referenceId,
        account.Name,
        hostName(account.Website?.replace(/^(https?:\/\/)?(www\.)?/, '') ?? ''),
        account.CustomerPriority__c ?? '',
      ]),
    ),
    contacts: await write(
      'contacts',
      'external_id,account,emails,given_name,family_name',
      contacts.map((contact) => [
        contact.attributes.referenceId,
        '',
        hostName(contact.Email ?? ''),
        contact.FirstName ?? '',
        contact.LastName ?? '',
      ]),
    ),
    contracts: await write(
      'contracts',
      'external_id,account,reference,status,starts_on,ends_on,support_level',
      accounts.flatMap(({ attributes: { referenceId }, AccountNumber, SLA__c, SLAExpirationDate__c }) =>
        SLA__c && SLAExpirationDate__c
          ? [
              [
                `${referenceId}-sla`,
                referenceId,
                AccountNumber ?? referenceId,
                'active',
                movedOn(SLAExpirationDate__c, { years: years - termYears, days: 1 }),
                movedOn(SLAExpirationDate__c, { years, days: 0 }),
                SLA__c,
              ],
            ]
          : [],
      ),
    ),
  }
}

const recordsOf = async <Row>(path: string): Promise<Row[]> =>
  (JSON.parse(await readFile(path, 'utf8')) as { records: Row[] }).records

const cell = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** The sample spells one company's host with an ampersand, which no host name may hold, in its website and its mail alike. */
const hostName = (text: string) => text.replace('&', '-and-')

function movedOn(day: string, { years, days }: { years: number; days: number }): string {
  const moved = new Date(`${day}T00:00:00Z`)
  moved.setUTCFullYear(moved.getUTCFullYear() + years)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}
