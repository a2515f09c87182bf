import type { DemoTopic } from '../types.ts'

export const escalated: DemoTopic[] = [
  {
    key: 'esc-live',
    board: 'connect',
    kind: 'question',
    title: 'Webhook deliveries stop for one of our three endpoints after the certificate change',
    tags: ['webhooks', 'performance'],
    by: 'cal',
    ago: '23h58m35s',
    votes: [1, 0],
    body: `Last night we changed the certificate of our three endpoints to a new CA. Two of them receive events, \`https://hooks.whitakerfoods.example/nl/orders\` doesn't: each delivery is logged as

\`\`\`
tls: failed to verify certificate: x509: certificate signed by unknown authority
\`\`\`

With \`openssl s_client\` from outside the chain is complete on all three, intermediate included. The only difference I can see: the failing one is served over HTTP/1.1 by an older nginx. Connect API 2.31.

About 1 900 order events are waiting, and after three days they're gone, if I've understood [the 410 topic](topic:webhook-410) correctly.`,
    posts: [],
    live: true,
  },
  {
    key: 'esc-queued',
    board: 'warehouse',
    kind: 'question',
    title: 'ASN import assigns pallets of one lorry to two deliveries',
    tags: ['edi', 'handling-units'],
    by: 'anneke',
    ago: '27h',
    votes: [3, 0],
    body: `Since the update of Monday night, DESADV with more than 26 pallets are split: CPS groups 27 and up come as a second delivery "-2" with the same reference. The customer's dock then refuses the second as unknown. Eleven lorries today. Warehouse 7.3.2.

Segments around the break:

\`\`\`
CPS+26+1'PAC+1++201'PCI+33E'GIN+BJ+487123450000098764'
CPS+27+1'PAC+1++201'PCI+33E'GIN+BJ+487123450000098771'
\`\`\``,
    comments: [{ by: 'thijs', ago: '26h', body: 'Same at Breda.' }],
    posts: [],
    escalation: { state: 'queued', cause: 'nr' },
  },
  {
    key: 'esc-assigned',
    board: 'billing',
    kind: 'question',
    title: 'Container deposit (CDS) missing on invoices since the last update',
    tags: ['invoices', 'tax'],
    by: 'liam',
    ago: '30h',
    votes: [1, 0],
    body: `Victorian container deposit is a separate line by law, 10.8 c per container. Since {{day -6}} it's missing for products created after the update, older ones are fine. The charge rule hasn't changed:

\`\`\`yaml
rule: cds-vic
basis: container
on: [shipped]
where: product.group in ["beer", "soft"]
\`\`\`

The new products *are* in those groups. We can't send out anything until this is right, so roughly 300 invoices wait.`,
    posts: [],
    escalation: { state: 'assigned', cause: 'nr', engineer: 'tess' },
  },
  {
    key: 'esc-acked',
    board: 'warehouse',
    kind: 'question',
    title: 'Best-before date is one day earlier on labels printed after 15:00 UTC',
    tags: ['handling-units', 'labels'],
    by: 'yuki',
    ago: '2d3h',
    votes: [4, 0],
    body: `Labels printed after midnight Japan time (15:00 UTC) show the best-before date of the previous day. Example: lot H-2207, stored date {{iso 85}}, label {{iso 84}}. Before midnight it is right. Template uses \`{lot.best_before|date}\`.

It concerns food, so labels with an earlier date are not dangerous, but shops refuse the short date.`,
    posts: [
      {
        by: 'kolev',
        ago: '44h',
        votes: [1, 0],
        body: `Looks like a date that's treated as an instant at 00:00 JST and formatted in UTC. \`{lot.best_before|date:site}\` perhaps?`,
        comments: [
          { by: 'yuki', ago: '43h', body: `We tried \`date:site\`. The result is the same, unfortunately.` },
        ],
      },
      {
        by: 'eli',
        ago: '19h',
        visibility: 'note',
        body: `Reproduced on staging with zone Asia/Tokyo. \`date\` filter goes through Date → UTC in the label worker (since 7.3.1, commit that moved the rendering). Fix is a one-liner, needs the release train. Workaround possible with the raw field.`,
      },
    ],
    escalation: {
      state: 'acknowledged',
      cause: 'ns',
      engineer: 'eli',
      severity: { to: 2, reason: 'Shops refuse food with the short date; each day costs them deliveries.' },
    },
  },
  {
    key: 'esc-awaiting',
    board: 'warehouse',
    kind: 'question',
    title: 'Wave release fails: "deadlock detected" twice a week',
    tags: ['picking', 'performance'],
    by: 'tyler',
    ago: '3d4h',
    votes: [2, 0],
    body: 'Twice a week the 7am release ends with *deadlock detected, please retry (WV-911)*. Retry works. No imports at that time (I learned from [last time](topic:wave-release-locks)). Warehouse 7.3.1, 4 zones.',
    posts: [
      {
        by: 'eli',
        ago: '2d',
        votes: [4, 0],
        body: `I've looked at both incidents. Zone-parallel allocation (new in 7.3) takes pick faces in zone order; two waves released within the same second take them in a different order when they share a replenishment source. That's the deadlock, the release retries once, and the second try meets the same partner.

Would you please set **Waves → Release → Stagger** to 5 s and tell me after the next two busy mornings? 7.3.3 sorts the locks and removes the need.`,
      },
      {
        by: 'eli',
        ago: '46h',
        visibility: 'private',
        body: `Tyler, I can see in your database that waves 88120 and 88121 are both started by the user "scheduler-ohio". If you've two schedules at 07:00 by intention, keep them; else delete one, and it'll help as well.`,
      },
    ],
    escalation: { state: 'awaiting_customer', cause: 'customer', engineer: 'eli' },
  },
  {
    key: 'esc-resolved-1',
    board: 'identity',
    kind: 'question',
    title: 'Electronic signatures: meaning of signature missing in the audit export',
    tags: ['audit-log', 'roles'],
    by: 'zsofia',
    ago: '15d5h',
    votes: [6, 0],
    body: 'For Annex 11 / Part 11 we need signer, time and *meaning* ("reviewed", "approved"). On screen all three are shown, in the CSV export meaning is empty for entries since {{day -9}}. Inspection is in three weeks.',
    posts: [
      {
        by: 'ravi',
        ago: '14d1h',
        votes: [7, 0],
        accepted: true,
        body: `Confirmed and found: the column was renamed from \`meaning\` to \`signature_meaning\` in the API, and the CSV writer still asked for the old name. Entries in the log itself are complete, nothing was lost.

**Identity 5.6.1**, live since 11:20 UTC today, writes both columns, \`meaning\` first. Please export that period again; the checksum at the end of the file lets your inspector see that the log itself is the same.`,
        comments: [
          {
            by: 'zsofia',
            ago: '13d22h',
            body: 'Exported again, all meanings are there. QA signed (with meaning!). Köszönöm szépen.',
          },
        ],
      },
    ],
    escalation: { state: 'resolved', cause: 'nr', engineer: 'ravi', outcome: 'fixed' },
  },
  {
    key: 'esc-resolved-2',
    board: 'routes',
    kind: 'question',
    title: "Driver app shows yesterday's plan to drivers who start before 05:00",
    tags: ['eta', 'driver-app'],
    by: 'erik',
    ago: '26d4h',
    votes: [3, 0],
    body: `Drivers who open the app before 05:00 get yesterday's plan until they pull to refresh. In the dark with gloves they don't. Happened three mornings in a row. Driver app 3.9.0, only Android.`,
    posts: [
      {
        by: 'eli',
        ago: '25d1h',
        votes: [5, 0],
        accepted: true,
        body: `The app keeps a plan for "today" in UTC+1 hours and switches at 05:00, a leftover from a customer with night routes who wanted exactly this. It came back by mistake in 3.9.0.

**Now:** *Driver app → Day starts at* → 00:00 (per site, read at next start). **3.9.2** restores that as the default and refreshes when the date changes, in case the app is left open overnight.`,
        comments: [
          { by: 'erik', ago: '24d20h', body: 'Set to 00:00, all good since. 3.9.2 rolled out as well.' },
        ],
      },
    ],
    escalation: { state: 'resolved', cause: 'customer', engineer: 'eli', outcome: 'workaround' },
  },
  {
    key: 'esc-customer-now',
    board: 'warehouse',
    kind: 'question',
    title: 'Customs status stays "under control" after release message',
    tags: ['inbound', 'import'],
    by: 'mei',
    ago: '19h',
    votes: [1, 0],
    body: `Release messages (our national format, via Connect) are accepted with 202, but handling units stay *under customs control*. 64 containers can't move, and storage beyond the free period costs our customers money. Message ids \`crm_88ab…\` to \`crm_88ff…\`, first seen today 02:10 UTC.`,
    posts: [],
    escalation: { state: 'queued', cause: 'customer' },
  },
  {
    key: 'esc-old-solved',
    board: 'warehouse',
    kind: 'question',
    title: 'Recall report misses lots that were shipped in kits',
    tags: ['lots', 'exports'],
    by: 'kwame',
    ago: '75d6h',
    votes: [5, 0],
    body: 'A recall test on lot A-7731: report shows 41 deliveries. By hand I count 44. The three missing ones contained the lot inside an emergency kit. In a real recall that would be three clinics not informed.',
    posts: [
      {
        by: 'eli',
        ago: '74d2h',
        votes: [9, 0],
        accepted: true,
        body: `Thank you for testing this before needing it. The report followed lots through *picked* lines, not through kits that had been pre-assembled in stock.

Fixed in 7.2.4 (rolled out to all rings last night, *calm* included, as it concerns safety). It now walks assembly movements to any depth. Your A-7731 gives 44.

All customers with pre-assembled kits and lots have been written to.`,
        comments: [
          { by: 'kwame', ago: '73d22h', body: '44. Medaase, and thanks for writing to the others.' },
        ],
      },
    ],
    escalation: {
      state: 'resolved',
      cause: 'staff',
      engineer: 'eli',
      outcome: 'fixed',
      severity: { to: 1, reason: 'A recall that misses deliveries is a danger to patients.' },
    },
  },
  {
    key: 'live-freezer-alarm',
    board: 'warehouse',
    kind: 'question',
    title: "Temperature alarm arrives on the supervisor's handheld 12 minutes late",
    tags: ['mobile', 'inbound'],
    by: 'yuki',
    ago: '23h58m35s',
    body: `Since yesterday's update to Handheld 5.13.1 the alarm "probe above −18 °C" reaches the supervisor 10 to 12 minutes after the reading. The reading itself is in *Sensors* within one minute, so the network appears to be all right. Devices are TC52, battery optimisation is off for the app.

In that time a pallet of ice cream is lost. Is there a setting for the delay that I have overlooked?`,
    posts: [],
    live: true,
  },
  {
    key: 'live-edi-997',
    board: 'connect',
    kind: 'question',
    title: 'CONTRL messages have stopped for one retailer, they threaten to fall back to paper',
    tags: ['edi'],
    by: 'anneke',
    ago: '23h58m35s',
    body: `Since yesterday 14:00 one retailer gets no CONTRL from us for their ORDERS (syntax 3, UNOC). The orders are imported, with status *accepted*, and *EDI → Outbox* shows no CONTRL at all for this partner, not even a failed one. All other partners get theirs. Partner profile: *Acknowledge: always*; nobody has changed it.

They resend each order every hour because of it, and have given us until tonight.`,
    posts: [],
    live: true,
  },
  {
    key: 'live-keg-deposit',
    board: 'billing',
    kind: 'question',
    title: 'Keg deposits are charged when kegs come BACK since last night',
    tags: ['invoices', 'rate-cards'],
    by: 'liam',
    ago: '23h58m35s',
    body: `Returned kegs should be credited at $50 each. In last night's run (Billing 4.19) they're charged instead: 340 returns became $17,000 of charges across 41 invoices. I've stopped the send job, so nobody has received them yet.

\`\`\`yaml
rule: keg-deposit
basis: container
on: [shipped, returned]
sign: { shipped: +1, returned: -1 }
amount: 50
\`\`\`

*Simulate* over the same night gives −1 for returns as it should, so it seems only the run ignores \`sign\`. The invoices are due to go out at 6 am.`,
    posts: [],
    live: true,
  },
]
