import type { DemoTopic } from '../types.ts'

export const billingOlder: DemoTopic[] = [
  {
    key: 'xrechnung-leitweg',
    board: 'billing',
    kind: 'question',
    title: 'XRechnung rejected by the portal: "BR-DE-15: Buyer reference must be present"',
    tags: ['e-invoicing', 'invoices'],
    by: 'hpbrandl',
    ago: '251d4h12m',
    votes: [9, 0],
    body: `Our first XRechnung to a city administration came back. Validator output:

\`\`\`
[BR-DE-15] Das Element "Buyer reference" (BT-10) muss übermittelt werden.
Location: /ubl:Invoice
\`\`\`

The customer's Leitweg-ID (\`04011000-1234512345-06\`) is in the customer record under *Tax numbers → Other*. Billing 4.14, format profile XRechnung 3.0. Where does it have to be so that it ends in BT-10?`,
    posts: [
      {
        by: 'tess',
        ago: '251d1h',
        votes: [14, 0],
        accepted: true,
        body: `*Other tax numbers* are written to the party's identification, not to BT-10. The Leitweg-ID belongs in **Customer → Invoicing → Buyer reference**. One field, no prefix, hyphens included.

Then re-issue rather than re-send: the stored XML is immutable, so *Re-send* would send the same file again. **Invoice → Correct → Re-issue without changes** makes a new file under the same number as long as the first one was never accepted.

If a customer has several departments, each with its own Leitweg-ID, set it on the delivery site instead. Order of precedence is order → site → customer.`,
        edited: {
          ago: '250d20h',
          reason: 'named the order of precedence',
          now: 'Order of precedence is order → site → customer.',
          was: 'The site wins over the customer.',
        },
        comments: [
          {
            by: 'hpbrandl',
            ago: '250d22h',
            body: 'Accepted at 14:31. The precedence should be in the manual.',
          },
          {
            by: 'tess',
            ago: '250d21h',
            body: 'It is now: "Buyer reference", second paragraph. Thank you for the nudge.',
          },
        ],
      },
    ],
  },
  {
    key: 'peppol-duplicate-line',
    board: 'billing',
    kind: 'question',
    title: 'Peppol: "BR-CO-10 Sum of Invoice line net amount" fails by 0.01 on long invoices',
    tags: ['peppol', 'e-invoicing'],
    by: 'marta',
    ago: '238d6h30m',
    votes: [6, 0],
    body: `Invoices with more than about 40 lines are sometimes refused by the receiver's access point:

> [BR-CO-10]-Sum of Invoice line net amount (BT-106) = Σ Invoice line net amount (BT-131).

I exported one and added the lines by hand: the header says 8 214,37 and the lines give 8 214,38. We charge storage per pallet and day, so line values have many decimals. Is there a rounding option I have missed?`,
    posts: [
      {
        by: 'kolev',
        ago: '238d2h',
        votes: [3, 2],
        body: 'Change the currency precision to 4 decimals in *Company → Currencies*. Then nothing is rounded and the sums agree.',
        comments: [
          {
            by: 'marta',
            ago: '237d23h',
            body: 'It did not work: now the document is refused earlier, because amounts in EUR may have two decimals only (BR-DEC-23).',
          },
          {
            by: 'kolev',
            ago: '237d22h',
            body: 'Ah, right, those amounts are limited to two in the standard. Sorry.',
          },
        ],
      },
      {
        by: 'tess',
        ago: '237d5h',
        votes: [17, 0],
        accepted: true,
        body: `There are two strategies and you have the older one. Under **Company → Rounding**:

| Setting | Line | Header |
|---|---|---|
| *round at the end* (default before 4.10) | kept at 6 decimals, shown with 2 | sum of the unrounded lines, then rounded |
| *round each line* (default for companies made since 4.10) | rounded to 2 | sum of rounded lines |

EN 16931 demands the second: BT-131 is the rounded line and BT-106 is the plain sum of those. Companies created before 4.10 keep the old setting, because changing it silently would have changed totals in the middle of a year. Switch it at the start of an invoice run, not within one: a run takes the setting it started with.`,
        comments: [
          {
            by: 'marta',
            ago: '236d4h',
            body: 'That was it. 312 invoices last night, none refused. Obrigada!',
          },
        ],
      },
    ],
  },
  {
    key: 'datev-umlauts',
    board: 'billing',
    kind: 'question',
    title: 'DATEV export shows "MÃ¼ller" after import',
    tags: ['exports'],
    by: 'hpbrandl',
    ago: '229d3h',
    votes: [5, 0],
    body: `Booking texts with umlauts are broken in DATEV: \`MÃ¼ller GmbH\`. The CSV opened in an editor looks correct.`,
    posts: [
      {
        by: 'bo',
        ago: '228d20h',
        votes: [11, 0],
        accepted: true,
        body: `The file is UTF-8, DATEV's EXTF import reads Windows-1252 by default, and an editor guesses well enough to hide it. In **Exports → DATEV → Advanced** set *Encoding* to \`windows-1252\`.

You can see it without importing anything:

\`\`\`bash
head -c 400 EXTF_Buchungsstapel.csv | xxd | grep -m1 'c3 bc'
\`\`\`

\`c3 bc\` is a UTF-8 "ü"; with the right setting you will find a lone \`fc\`.

One trap: characters that do not exist in 1252 (ł, ő, ș) become \`?\`. If you have Polish or Hungarian customers, put a transliterated name in *Short name*; the export prefers it.`,
        comments: [{ by: 'hpbrandl', ago: '228d18h', body: 'Works. Short names entered for 6 customers.' }],
      },
    ],
  },
  {
    key: 'credit-note-partial',
    board: 'billing',
    kind: 'question',
    title: 'How do I credit only part of one line without crediting the whole invoice?',
    tags: ['invoices'],
    by: 'grace',
    ago: '214d7h',
    votes: [4, 0],
    body: 'A customer returned 3 of 20 pallets. *Create credit note* on the invoice takes everything, and if I delete lines from the draft it says **"Credit note must reference a complete charge (CN-204)"**. What is the proper way?',
    posts: [
      {
        by: 'ines',
        ago: '214d4h',
        votes: [8, 0],
        accepted: true,
        body: `CN-204 appears when you delete a line of a *bundle*. Your handling charge and the pallet charge come from the same charge rule, so they stand or fall together.

1. Open the invoice, choose **Credit → By quantity** (not *Credit → Whole invoice*).
2. Enter 3 next to the pallet line. The linked handling charge is reduced in proportion by itself.
3. Give a reason code; "Return" makes the stock movement the reference.

If you truly want to credit the pallets but keep the handling charge, split the rule first: a rule with *Bundle with parent = no* can be credited alone, but only on invoices made after the change.`,
        comments: [
          {
            by: 'grace',
            ago: '213d22h',
            body: 'By quantity was hiding in the dropdown arrow beside the button the whole time 🙈 Thank you.',
          },
        ],
      },
    ],
  },
  {
    key: 'number-range-gap',
    board: 'billing',
    kind: 'question',
    title: 'Gap in the invoice numbers after a failed run: auditor asks why 2411 is missing',
    tags: ['numbering', 'invoices'],
    by: 'zsofia',
    ago: '201d5h',
    votes: [7, 0],
    body: `Our numbers go 2410, 2412. There was a failed run that night (timeout to tax service, \`TAX-503\`). In Hungary consecutive numbering is not optional, so I need either the number or an explanation that an auditor believes.`,
    posts: [
      {
        by: 'andrei',
        ago: '200d23h',
        votes: [2, 1],
        body: 'You can create an invoice by hand and give it number 2411, then credit it. So there is no gap.',
        comments: [
          {
            by: 'zsofia',
            ago: '200d22h',
            body: 'An invoice for nothing with a date after 2412 is worse than a gap, I think.',
          },
        ],
      },
      {
        by: 'tess',
        ago: '200d3h',
        votes: [12, 0],
        accepted: true,
        body: `Please do not fill it by hand; Zsófia is right.

The number was *reserved* when the run began to render and *voided* when the tax service failed after rendering. Nothing was ever issued under it. The evidence is **Numbering → Range → Void log**: time, run id, reason, who. Export it as PDF, it is signed, and auditors of several customers have accepted exactly that page.

To avoid it: since 4.15 ranges have *Assign number at → commit*. The number is then taken in the same transaction that stores the invoice, so a failure leaves no gap. Price: drafts show "not yet numbered" until the run has finished. For countries with a legal duty of continuity we recommend it and set it for new companies.`,
        comments: [
          {
            by: 'zsofia',
            ago: '199d6h',
            body: 'The auditor took the log and asked for a copy of the "commit" setting page. Both given, case closed. Köszönöm!',
          },
        ],
      },
    ],
  },
  {
    key: 'dunning-stop-one',
    board: 'billing',
    kind: 'question',
    title: 'Stop dunning for one invoice in dispute, not the whole customer',
    tags: ['dunning'],
    by: 'rob',
    ago: '190d8h',
    votes: [3, 0],
    body: `Customer disputes ONE invoice (damaged racking, long story). I put the hold on and it stopped reminders for the other eleven, which they are perfectly able to pay and now aren't.

Is there really no hold per invoice?`,
    posts: [
      {
        by: 'pavel',
        ago: '190d2h',
        votes: [6, 0],
        accepted: true,
        body: `There is, it is only well hidden. Open the invoice → *Payments* tab → **Dispute**. With a dispute date and amount the invoice leaves dunning until you lift it; the customer's other invoices go on.

The hold you used (*Customer → Credit → Hold*) is meant for insolvency, so it stops all.

Bonus: if only part is disputed, enter the amount, and the reminder is written for the undisputed rest.`,
        comments: [
          { by: 'rob', ago: '189d21h', body: 'Found it. Eleven reminders out, three paid by lunch. Cheers.' },
        ],
      },
    ],
  },
  {
    key: 'storage-per-day-double',
    board: 'billing',
    kind: 'question',
    title: 'Storage is charged twice for the day a pallet moves between two warehouses',
    tags: ['rate-cards', 'invoices'],
    by: 'aylin',
    ago: '176d5h40m',
    votes: [5, 0],
    body: `Pallet leaves İzmir on {{day -4}} 16:00, arrives Manisa {{day -4}} 19:00. The invoice has 1 day İzmir **and** 1 day Manisa for {{day -4}}. The customer rightly does not agree.

Our rule:

\`\`\`yaml
rule: storage-daily
basis: pallet
count: days
on: [in_stock]
group_by: site
\`\`\``,
    posts: [
      {
        by: 'kolev',
        ago: '176d1h',
        votes: [4, 0],
        body: `\`group_by: site\` counts days per site, and a day in which the pallet was present at all counts as one. So the day of the transfer counts at both. You would want to remove the \`group_by\`.`,
        comments: [
          {
            by: 'aylin',
            ago: '175d22h',
            body: 'Then it is one line for both sites and the customer cannot see where the pallet was. Their cost centres are per site…',
          },
        ],
      },
      {
        by: 'tess',
        ago: '175d3h',
        votes: [13, 0],
        accepted: true,
        body: `Keep the grouping and tell the rule when a day belongs to a site:

\`\`\`yaml
rule: storage-daily
basis: pallet
count: days
on: [in_stock]
group_by: site
day_belongs_to: stock_at_midnight   # default: touched
\`\`\`

With \`stock_at_midnight\` a pallet is charged to the site where it stands at 00:00 **site time** that ends the day: {{day -4}} goes to Manisa only. Pallets that come and go within one day are then free; if you want a minimum of one day add \`minimum: 1\` with \`minimum_scope: stay\`.

Test it with *Rate cards → Simulate* on the whole month before you activate it.`,
        comments: [
          {
            by: 'aylin',
            ago: '174d6h',
            body: 'Simulated the whole month: 41 double days gone, total exactly what I had computed in the spreadsheet. Teşekkürler 🙏',
          },
        ],
      },
    ],
  },
  {
    key: 'vat-reverse-charge-text',
    board: 'billing',
    kind: 'question',
    title: 'Mention "Autoliquidation" missing on some reverse-charge invoices',
    tags: ['tax', 'invoices'],
    by: 'luc',
    ago: '165d4h',
    votes: [2, 0],
    body: `Invoices to our Belgian customers carry the legal mention, those to Luxembourg don't. Same tax code \`RC-S\`. How is the text chosen?`,
    posts: [
      {
        by: 'tess',
        ago: '164d22h',
        votes: [7, 0],
        accepted: true,
        body: `By the *language of the document*, then by the tax code. Your Luxembourg customers are set to \`de\`, and \`RC-S\` has texts for \`fr\` and \`en\` only. There is no silent fallback for legal texts on purpose.

**Tax codes → RC-S → Legal text → Add language → de**: "Steuerschuldnerschaft des Leistungsempfängers". The next run refuses to print when a text is missing if you switch on *Tax → Require legal text* (I would).`,
        comments: [
          { by: 'luc', ago: '164d20h', body: 'Exact. Three customers were indeed in German. Merci !' },
        ],
      },
    ],
  },
  {
    key: 'csv-import-bank',
    board: 'billing',
    kind: 'question',
    title: 'Payments import skips rows with "no open item" although the invoice is open',
    tags: ['import', 'invoices'],
    by: 'sofia',
    ago: '158d6h',
    votes: [1, 0],
    body: `We import the bank's CSV. 7 of 120 rows say \`no open item for reference {{year}}/000871\`. But invoice {{year}}/871 is open, I am looking at it.`,
    posts: [
      {
        by: 'bo',
        ago: '158d2h',
        votes: [6, 0],
        accepted: true,
        body: `The reference is matched as text, and \`{{year}}/000871\` is not \`{{year}}/871\`. Under *Payments → Import profile → Reference* add a normaliser:

\`\`\`
strip_leading_zeros_after: "/"
\`\`\`

The preview at the bottom shows before and after for the last file, so you can see the seven rows turn green before saving.`,
        comments: [{ by: 'sofia', ago: '158d1h', body: 'Seven green rows. Grazie Bo.' }],
      },
    ],
  },
  {
    key: 'invoice-run-slow',
    board: 'billing',
    kind: 'question',
    title: 'Monthly invoice run went from 20 minutes to 3 hours after adding a rate card',
    tags: ['performance', 'invoices'],
    by: 'tyler',
    ago: '143d3h',
    votes: [8, 0],
    body: `We onboarded one customer with a per-scan price (yes, per scan). Since then the whole run crawls, also for everyone else's invoices. 4.16, about 2.1 M scan events a month for that customer. CPU of our instance is at 12 %, so it isn't that.

Anything I can tune before the end of the month?`,
    posts: [
      {
        by: 'arjun',
        ago: '142d22h',
        votes: [3, 0],
        body: `Per-event rules are evaluated one event at a time. Can you get the customer to accept a daily count? We moved a similar one to \`count: events_per_day\` and it flew.`,
        comments: [
          {
            by: 'tyler',
            ago: '142d20h',
            body: `They want each scan on the attachment, so daily doesn't fly with them. 🙃`,
          },
        ],
      },
      {
        by: 'tess',
        ago: '142d2h',
        votes: [15, 0],
        accepted: true,
        body: `Two things play together here.

**1. Evaluation.** A rule that reads single events needs an aggregate, or it walks the event log. Declare one and keep the detail for the attachment:

\`\`\`yaml
rule: scan-fee
aggregate:
  from: scan_events
  by: [day, site]
  keep_detail: true      # the attachment still lists every scan
price: 0.004
\`\`\`

The aggregate is built nightly, so the run itself reads about 60 rows instead of 2.1 M.

**2. Why everyone else waits.** The run is one queue in the order of customer numbers, and yours is 10011. **Invoice run → Parallel lanes** (default 1) can be 4 on your plan. Customers in different lanes don't wait for each other.

Do 1 tonight: the first build takes about 40 minutes for your volume.`,
        edited: {
          ago: '142d1h',
          reason: 'plan limit of lanes corrected',
          now: 'can be 4 on your plan',
          was: 'can be up to 8',
        },
        comments: [
          {
            by: 'tyler',
            ago: '140d5h',
            body: 'Month-end run: **11 minutes**, attachment complete, 2,096,114 scans. You made my month (end).',
          },
        ],
      },
    ],
  },
  {
    key: 'multi-currency-rate',
    board: 'billing',
    kind: 'question',
    title: 'Which exchange rate does an invoice use: order date, delivery date or invoice date?',
    tags: ['tax', 'exports'],
    by: 'chenwei',
    ago: '131d5h',
    votes: [3, 0],
    body: 'Orders in CNY, invoice in USD, books in HKD. The rate on the invoice fits none of the three dates I tried.',
    posts: [
      {
        by: 'ines',
        ago: '131d1h',
        votes: [5, 0],
        accepted: true,
        body: `The **tax point** date, which for services is the end of the service period, not any of your three. For the storage of a month that is its last day, even if the invoice is from the 4th of the next.

You can see it: invoice → *Audit* → \`fx: {pair: CNY/USD, as_of: {{lastMonthEnd}}, source: ecb-derived}\`. If your contract says otherwise, *Customer → Invoicing → Rate date* has \`tax_point | invoice_date | fixed\`.

Note that ECB publishes no direct CNY/USD; it is crossed over EUR, so differences in the 5th digit against your bank are normal.`,
        comments: [
          {
            by: 'chenwei',
            ago: '130d23h',
            body: 'as_of explains the number exactly. Thank you, also for the cross-rate hint.',
          },
        ],
      },
    ],
  },
  {
    key: 'recurring-fee-prorate',
    board: 'billing',
    kind: 'question',
    title: 'Monthly fee for a customer who starts on the 18th: how do I prorate?',
    tags: ['rate-cards'],
    by: 'camila',
    ago: '122d4h',
    body: 'New customer from the 18th, fixed fee R$ 3.000 per month. The simulation charges the full month. I would like 14/31.',
    posts: [
      {
        by: 'pavel',
        ago: '121d21h',
        votes: [4, 0],
        accepted: true,
        body: `In the rule: \`prorate: calendar_days\`. It takes from the customer's *Active from*, so look that this is the 18th and not the date you created the record.

\`\`\`yaml
rule: platform-fee
every: month
amount: 3000
prorate: calendar_days   # none | calendar_days | thirty_days
\`\`\`

31 − 17 = 14 days, so R$ 1.354,84.`,
        comments: [{ by: 'camila', ago: '121d20h', body: '1.354,84 😍 perfect.' }],
      },
    ],
  },
  {
    key: 'pdf-logo-blurry',
    board: 'billing',
    kind: 'question',
    title: 'Logo is blurry on the invoice PDF',
    tags: ['invoices'],
    by: 'sam',
    ago: '115d2h',
    body: 'PNG logo, 300 px wide, looks fine on screen, looks like soup on paper.',
    posts: [
      {
        by: 'jess',
        ago: '114d23h',
        votes: [3, 0],
        accepted: true,
        body: `Upload an SVG! *Company → Documents → Logo* takes SVG since 4.12 and it's embedded as vectors. If all you have is a PNG, it's printed 45 mm wide, so you need about 530 px for 300 dpi (45 / 25.4 × 300).`,
        comments: [{ by: 'sam', ago: '114d21h', body: 'SVG it is. Crisp.' }],
      },
    ],
  },
  {
    key: 'factur-x-attachments',
    board: 'billing',
    kind: 'question',
    title: 'Can Factur-X carry our delivery notes as attachments?',
    tags: ['e-invoicing', 'invoices'],
    by: 'luc',
    ago: '104d6h',
    votes: [4, 0],
    body: 'French customers want facture + bons de livraison in one file. Today we send two PDFs. Is it possible inside the Factur-X PDF?',
    posts: [
      {
        by: 'tess',
        ago: '104d1h',
        votes: [6, 0],
        accepted: true,
        body: `Yes. Factur-X is PDF/A-3, which may embed further files beside \`factur-x.xml\`. **Document profile → Factur-X → Supporting documents → Delivery notes (PDF)**. They are embedded with relationship *Supplement* and listed in the XML as BG-24, each at most 2 MB.

Two cautions: the delivery notes must themselves be without passwords, and some receivers' software shows only the first page and the XML. Ask your largest customer to open one before you switch all.`,
        comments: [{ by: 'luc', ago: '102d', body: 'Two customers tested, both see the bons. Parfait.' }],
      },
    ],
  },
]
