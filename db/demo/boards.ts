import type { LineColour, TopicKind } from '#db/schema/forum.ts'
import type { Handle } from './members.ts'

/** Boards that belong together, with who moderates them besides the moderators of the whole site. */
export const lines = [
  {
    slug: 'floor-and-road',
    title: 'Floor & road',
    purpose: 'Warehouse and Routes: everything that has wheels or a shelf number.',
    line: 'solved',
    moderators: ['grace'],
  },
  {
    slug: 'integration',
    title: 'Integration & access',
    purpose: 'Connect and Identity: what talks to Northline, and who may.',
    line: 'petrol',
    moderators: [],
  },
] as const satisfies {
  slug: string
  title: string
  purpose: string
  line: LineColour
  moderators: Handle[]
}[]

type DemoBoard = {
  slug: string
  title: string
  purpose: string
  kinds: TopicKind[]
  productCode?: string
  owner: Handle
  group?: (typeof lines)[number]['slug']
}

/** Six boards of Northline, a maker of software for warehouses, transport and billing. */
export const boards = [
  {
    slug: 'billing',
    title: 'Billing & invoices',
    purpose: 'Rate cards, invoice runs, e-invoicing, tax and what the auditor asks for.',
    kinds: ['question'],
    productCode: 'NL-BILL',
    owner: 'tess',
  },
  {
    slug: 'warehouse',
    title: 'Warehouse',
    purpose: 'From the inbound dock to the packing table: handhelds, labels, stock and counting.',
    kinds: ['question'],
    productCode: 'NL-WMS',
    owner: 'eli',
    group: 'floor-and-road',
  },
  {
    slug: 'routes',
    title: 'Routes',
    purpose: 'Planning, vehicles, time windows, the driver app and when the truck will be there.',
    kinds: ['question'],
    productCode: 'NL-ROUTES',
    owner: 'eli',
    group: 'floor-and-road',
  },
  {
    slug: 'connect',
    title: 'Connect API',
    purpose: 'REST, webhooks, EDI, SFTP and the SDKs: everything that talks to Northline.',
    kinds: ['question'],
    productCode: 'NL-CONNECT',
    owner: 'ravi',
    group: 'integration',
  },
  {
    slug: 'identity',
    title: 'Identity & access',
    purpose: 'Signing in, provisioning, roles, second factors and the audit log.',
    kinds: ['question'],
    productCode: 'NL-ID',
    owner: 'ravi',
    group: 'integration',
  },
  {
    slug: 'lounge',
    title: 'Lounge',
    purpose: 'News from Northline, and talk among people who move things.',
    kinds: ['discussion', 'announcement'],
    owner: 'ada',
  },
] as const satisfies DemoBoard[]

export type BoardSlug = (typeof boards)[number]['slug']
