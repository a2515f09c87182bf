import type { TopicKind } from '#db/schema/forum.ts'

type DemoBoard = { slug: string; title: string; purpose: string; kinds: TopicKind[]; productCode?: string }

/** Six boards of Northline, a maker of software for warehouses, transport and billing. */
export const boards = [
  {
    slug: 'billing',
    title: 'Billing & invoices',
    purpose: 'Rate cards, invoice runs, e-invoicing, tax and what the auditor asks for.',
    kinds: ['question'],
    productCode: 'NL-BILL',
  },
  {
    slug: 'warehouse',
    title: 'Warehouse',
    purpose: 'From the inbound dock to the packing table: handhelds, labels, stock and counting.',
    kinds: ['question'],
    productCode: 'NL-WMS',
  },
  {
    slug: 'routes',
    title: 'Routes',
    purpose: 'Planning, vehicles, time windows, the driver app and when the truck will be there.',
    kinds: ['question'],
    productCode: 'NL-ROUTES',
  },
  {
    slug: 'connect',
    title: 'Connect API',
    purpose: 'REST, webhooks, EDI, SFTP and the SDKs: everything that talks to Northline.',
    kinds: ['question'],
    productCode: 'NL-CONNECT',
  },
  {
    slug: 'identity',
    title: 'Identity & access',
    purpose: 'Signing in, provisioning, roles, second factors and the audit log.',
    kinds: ['question'],
    productCode: 'NL-ID',
  },
  {
    slug: 'lounge',
    title: 'Lounge',
    purpose: 'News from Northline, and talk among people who move things.',
    kinds: ['discussion', 'announcement'],
  },
] as const satisfies DemoBoard[]

export type BoardSlug = (typeof boards)[number]['slug']
