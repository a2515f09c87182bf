import type { Handle } from './members.ts'

export type SupportLevel = 'Gold' | 'Silver' | 'Bronze'

/** A member with the member's address, or somebody who has none here; only named ones of a contract are covered by it. */
export type DemoContact = { given: string; family: string; named?: true; unlinked?: true } & (
  { handle: Handle } | { email: string }
)

/** A customer of Northline. Days are counted from loading; `linked` members are known to be these contacts. */
export type DemoAccount = {
  key: string
  name: string
  domain: string
  tier: 'enterprise' | 'mid-market' | 'small'
  level: SupportLevel
  reference: string
  timeZone: string
  status?: 'active' | 'suspended'
  startedDaysAgo: number
  endsInDays: number
  /** Product codes; without them the contract covers all. */
  products?: string[]
  contacts: DemoContact[]
}

export const accounts: DemoAccount[] = [
  {
    key: 'whitaker',
    name: 'Whitaker Foods Group',
    domain: 'whitakerfoods.example',
    tier: 'enterprise',
    level: 'Gold',
    reference: 'NL-2041-G',
    timeZone: 'America/Chicago',
    startedDaysAgo: 420,
    endsInDays: 310,
    contacts: [
      { handle: 'cal', given: 'Cal', family: 'Whitaker' },
      { given: 'Renee', family: 'Okonkwo', email: 'renee@whitakerfoods.example' },
    ],
  },
  {
    key: 'van-rijn',
    name: 'Van Rijn Koeltransport',
    domain: 'vanrijn-koel.example',
    tier: 'enterprise',
    level: 'Gold',
    reference: 'NL-1187-G',
    timeZone: 'Europe/Amsterdam',
    startedDaysAgo: 700,
    endsInDays: 160,
    contacts: [
      { handle: 'anneke', given: 'Anneke', family: 'de Vries', named: true },
      { handle: 'thijs', given: 'Thijs', family: 'Bakker' },
    ],
  },
  {
    key: 'hoshino',
    name: 'Hoshino Foods',
    domain: 'hoshino-foods.example',
    tier: 'enterprise',
    level: 'Gold',
    reference: 'NL-1560-G',
    timeZone: 'Asia/Tokyo',
    startedDaysAgo: 300,
    endsInDays: 430,
    contacts: [
      { handle: 'yuki', given: 'Yuki', family: 'Tanabe' },
      { given: 'Support', family: 'Desk', email: 'support@hoshino-foods.example' },
    ],
  },
  {
    key: 'tisza',
    name: 'Tisza Pharma',
    domain: 'tiszapharma.example',
    tier: 'mid-market',
    level: 'Gold',
    reference: 'NL-0932-G',
    timeZone: 'Europe/Budapest',
    startedDaysAgo: 345,
    endsInDays: 20,
    contacts: [{ handle: 'zsofia', given: 'Zsófia', family: 'Nagy' }],
  },
  {
    key: 'southern-cross',
    name: 'Southern Cross Beverages',
    domain: 'southerncross.example',
    tier: 'enterprise',
    level: 'Gold',
    reference: 'NL-1702-G',
    timeZone: 'Australia/Melbourne',
    startedDaysAgo: 250,
    endsInDays: 480,
    contacts: [{ handle: 'liam', given: 'Liam', family: "O'Donnell" }],
  },
  {
    key: 'nordbygg',
    name: 'Nordbygg',
    domain: 'nordbygg.example',
    tier: 'mid-market',
    level: 'Silver',
    reference: 'NL-1344-S',
    timeZone: 'Europe/Stockholm',
    startedDaysAgo: 400,
    endsInDays: 95,
    contacts: [
      { handle: 'erik', given: 'Erik', family: 'Sandberg' },
      { handle: 'nils', given: 'Nils', family: 'Berglund', unlinked: true },
    ],
  },
  {
    key: 'baltica',
    name: 'Baltica Spedycja',
    domain: 'baltica.example',
    tier: 'mid-market',
    level: 'Silver',
    reference: 'NL-1410-S',
    timeZone: 'Europe/Warsaw',
    startedDaysAgo: 260,
    endsInDays: 105,
    products: ['NL-BILL', 'NL-CONNECT'],
    contacts: [{ handle: 'tomasz', given: 'Tomasz', family: 'Wrona' }],
  },
  {
    key: 'brandt-3pl',
    name: 'Brandt 3PL',
    domain: 'brandt3pl.example',
    tier: 'mid-market',
    level: 'Silver',
    reference: 'NL-1298-S',
    timeZone: 'America/New_York',
    startedDaysAgo: 356,
    endsInDays: 9,
    contacts: [{ handle: 'tyler', given: 'Tyler', family: 'Brandt' }],
  },
  {
    key: 'pearl-delta',
    name: 'Pearl Delta Logistics',
    domain: 'pearldelta.example',
    tier: 'enterprise',
    level: 'Silver',
    reference: 'NL-1655-S',
    timeZone: 'Asia/Shanghai',
    startedDaysAgo: 280,
    endsInDays: 450,
    products: ['NL-CONNECT', 'NL-ID'],
    contacts: [{ handle: 'chenwei', given: 'Wei', family: 'Chen' }],
  },
  {
    key: 'straits',
    name: 'Straits Bonded Warehousing',
    domain: 'straitsbonded.example',
    tier: 'mid-market',
    level: 'Silver',
    reference: 'NL-1811-S',
    timeZone: 'Asia/Singapore',
    startedDaysAgo: 130,
    endsInDays: 235,
    contacts: [{ handle: 'mei', given: 'Mei Ling', family: 'Tan' }],
  },
  {
    key: 'carpat',
    name: 'Carpat Tools',
    domain: 'carpat.example',
    tier: 'small',
    level: 'Bronze',
    reference: 'NL-1203-B',
    timeZone: 'Europe/Bucharest',
    startedDaysAgo: 500,
    endsInDays: 230,
    contacts: [
      { handle: 'andrei', given: 'Andrei', family: 'Popescu' },
      { handle: 'gabi', given: 'Gabriela', family: 'Munteanu' },
    ],
  },
  {
    key: 'accra-medical',
    name: 'Accra Medical Supply',
    domain: 'accramedical.example',
    tier: 'small',
    level: 'Bronze',
    reference: 'NL-1479-B',
    timeZone: 'Africa/Accra',
    startedDaysAgo: 240,
    endsInDays: 125,
    contacts: [{ handle: 'kwame', given: 'Kwame', family: 'Boateng' }],
  },
  {
    key: 'fjordfrakt',
    name: 'Fjordfrakt',
    domain: 'fjordfrakt.example',
    tier: 'small',
    level: 'Bronze',
    reference: 'NL-1333-B',
    timeZone: 'Europe/Oslo',
    startedDaysAgo: 600,
    endsInDays: -30,
    contacts: [{ handle: 'jonas', given: 'Jonas', family: 'Eriksen' }],
  },
  {
    key: 'kelleher',
    name: 'Kelleher Haulage',
    domain: 'kelleher.example',
    tier: 'small',
    level: 'Bronze',
    reference: 'NL-1390-B',
    timeZone: 'Europe/Dublin',
    status: 'suspended',
    startedDaysAgo: 320,
    endsInDays: 45,
    contacts: [{ handle: 'siobhan', given: 'Siobhán', family: 'Kelleher' }],
  },
]

/** The customer a member works for, whether or not the two are linked yet. */
export const accountOf = (handle: Handle) =>
  accounts.find((account) =>
    account.contacts.some((contact) => 'handle' in contact && contact.handle === handle),
  )
