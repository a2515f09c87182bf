import type { DemoTopic } from '../types.ts'

export const billingNewer: DemoTopic[] = [
  {
    key: 'sdi-scarto-00404',
    board: 'billing',
    kind: 'question',
    title: 'SdI scarto 00404 "Fattura duplicata" but we sent it only once',
    tags: ['e-invoicing', 'numbering'],
    by: 'sofia',
    ago: '96d4h',
    votes: [5, 0],
    body: `SdI refuses one invoice with \`00404 - Fattura duplicata\`. In Northline I see just one transmission. What would be the duplicate?`,
    posts: [
      {
        by: 'bo',
        ago: '95d23h',
        votes: [2, 0],
        body: 'Are there two with the same number and year in *different* series? SdI compares seller, number, year, not your series.',
        comments: [
          {
            by: 'sofia',
            ago: '95d22h',
            body: `We have series A and B but the number is printed as \`A/118\` so not the same.`,
          },
        ],
      },
      {
        by: 'tess',
        ago: '95d2h',
        votes: [9, 0],
        accepted: true,
        body: `Bo's suspicion goes the right way. Your print layout shows \`A/118\`, but the XML number comes from the range's **Legal format**, and that is \`{n}\` for both series. So SdI saw \`118\` twice: once from A in spring, once from B last week.

Set *Numbering → Range B → Legal format* to \`{series}/{n}\`. For the refused one: a scarto means it was never issued, so within 5 days send it again with the corrected number (**Correct → Re-issue with new number**), same date.`,
        comments: [
          {
            by: 'sofia',
            ago: '94d20h',
            body: 'Ricevuta di consegna received this morning. I will change A as well, from next year.',
          },
        ],
      },
    ],
  },
  {
    key: 'ksef-token-expired',
    board: 'billing',
    kind: 'question',
    title: 'KSeF sending stopped: "21401 token invalid" from today morning',
    tags: ['e-invoicing'],
    by: 'tomasz',
    ago: '88d5h',
    votes: [6, 0],
    body: `Since 06:00 all invoices to KSeF have status *waiting*, log says:

\`\`\`
ksef: session/init → 401 {"code": 21401, "message": "token invalid"}
retry in 15 min (attempt 12)
\`\`\`

Nobody changed configuration. Production, Billing 4.17.`,
    posts: [
      {
        by: 'andrei',
        ago: '88d3h',
        votes: [0, 1],
        body: 'Try to restart the connector, for us it helps with many things.',
        comments: [
          {
            by: 'tomasz',
            ago: '88d2h',
            body: 'Restarted, same. It is a token so restart could not help I think.',
          },
        ],
      },
      {
        by: 'tess',
        ago: '88d',
        votes: [8, 0],
        accepted: true,
        body: `The authorisation token was revoked on the KSeF side: the person who had generated it lost the permission there (did someone leave at the end of the month?). Tokens are bound to the person's rights, not to your company.

1. Someone with *owner* rights in KSeF generates a new token with the rights "issue" and "view".
2. **Connections → KSeF → Replace token**. Do not delete the connection: the waiting documents hang on it.
3. *Send waiting now*. Invoice dates stay, attempts start from zero.

To stop it happening again, issue the token under the company's seal rather than a person's signature.`,
        comments: [
          {
            by: 'tomasz',
            ago: '87d21h',
            body: 'Yes, our main accountant went on pension on 31. New token, 64 invoices went in 3 minutes. Dziękuję.',
          },
        ],
      },
    ],
  },
  {
    key: 'rounding-cash-chf',
    board: 'billing',
    kind: 'question',
    title: 'Rounding totals to whole krónur',
    tags: ['tax', 'invoices'],
    by: 'helga',
    ago: '80d3h',
    body: `ISK has no minor unit in daily use, but our invoices show \`,00\`, and some lines have \`,50\`. How do I get whole numbers on lines and total?`,
    posts: [
      {
        by: 'ines',
        ago: '79d22h',
        votes: [3, 0],
        accepted: true,
        body: `*Company → Currencies → ISK → Decimals = 0* together with *Rounding → round each line*. The first changes display and storage of new documents, the second makes the lines add up. Old documents keep their decimals.

Test on a copy of the company: rate cards with a price below 1 króna per unit need *Price decimals = 4*, which is a separate setting and should stay.`,
        comments: [
          {
            by: 'helga',
            ago: '79d20h',
            body: 'Takk! The price decimals note saved me, we have 0,85 per kg.',
          },
        ],
      },
    ],
  },
  {
    key: 'peppol-participant-unknown',
    board: 'billing',
    kind: 'question',
    title: 'Peppol: receiver "not registered" although their website says they are',
    tags: ['peppol'],
    by: 'jonas',
    ago: '71d4h',
    votes: [2, 0],
    body: `Trying to send to a Norwegian municipality, \`0192:958935420\`. Northline says *Participant not found in SML*. Their web page says "we accept EHF via Peppol".`,
    posts: [
      {
        by: 'matti',
        ago: '70d22h',
        votes: [2, 0],
        body: 'Works from here for Finnish ones, so not a general outage.',
      },
      {
        by: 'tess',
        ago: '70d3h',
        votes: [7, 0],
        accepted: true,
        body: `They are registered, but for **invoices in EHF/Peppol BIS Billing 3** under the identifier of the *municipality*, while the number you use belongs to a sub-unit (school). Sub-units often aren't registered.

You can check yourself, no login needed: the Peppol Directory lists participants by identifier. Or in Northline: *Customer → E-invoicing → Look up*, type the name, choose the entry whose document types include "Invoice".

So: keep the school as delivery address and set the municipality's organisation number as *E-invoice receiver*.`,
        comments: [
          {
            by: 'jonas',
            ago: '69d23h',
            body: 'Takk, went through. I had the org number from the delivery note, lesson learned.',
          },
        ],
      },
    ],
  },
  {
    key: 'approval-before-send',
    board: 'billing',
    kind: 'question',
    title: 'Four-eyes approval before invoices above 10 000 go out?',
    tags: ['invoices'],
    by: 'dana',
    ago: '63d5h',
    body: 'Our finance director wants a second person to look at every invoice above 10 000 EUR before it is sent. Is it possible without stopping the small ones?',
    posts: [
      {
        by: 'pia',
        ago: '62d23h',
        votes: [5, 0],
        accepted: true,
        body: `Yes: **Invoice run → Release rules**. One line is enough: *total > 10 000 EUR → needs approval by role "Invoice approver"*. Everything else is released as before.

What you should know: the approver must not be the one who started the run (that's the point), and an unapproved invoice keeps its number reserved. If you use *assign number at commit*, it gets its number on release instead, which your auditors will prefer.`,
        comments: [
          {
            by: 'dana',
            ago: '62d4h',
            body: 'Set up yesterday, director is happy, and I am happy that only 9 of 400 needed clicks.',
          },
        ],
      },
    ],
  },
  {
    key: 'credit-limit-webhook',
    board: 'billing',
    kind: 'question',
    title: 'Is there an event when a customer passes the credit limit?',
    tags: ['dunning', 'webhooks'],
    by: 'arjun',
    ago: '55d6h',
    votes: [3, 0],
    body: `I'd like to block new orders in our shop when a customer goes over the limit. I see \`invoice.issued\` and \`payment.booked\` in the webhook list, nothing about limits. Do I have to compute it myself?`,
    posts: [
      {
        by: 'ravi',
        ago: '55d2h',
        votes: [6, 0],
        accepted: true,
        body: `There is one, only it's listed under *Customers*: \`customer.credit_changed\`. It's sent when the *state* changes, not for each invoice:

\`\`\`json
{
  "type": "customer.credit_changed",
  "data": {
    "customer": "c_8f21",
    "state": "over_limit",
    "limit": { "amount": "25000.00", "currency": "EUR" },
    "exposure": { "amount": "25840.10", "currency": "EUR" }
  }
}
\`\`\`

\`state\` is \`ok | near_limit | over_limit | held\`. Exposure includes open orders if *Credit → Count open orders* is on. Don't compute it yourself: disputes and unallocated payments make that harder than it looks.`,
        comments: [
          {
            by: 'arjun',
            ago: '54d22h',
            body: `Exactly what I needed. \`near_limit\` is a nice touch, we mail the customer there.`,
          },
        ],
      },
    ],
  },
  {
    key: 'attachments-too-large',
    board: 'billing',
    kind: 'question',
    title: 'Mails with invoices bounce: "552 5.3.4 Message size exceeds fixed limit"',
    tags: ['invoices'],
    by: 'beatriz',
    ago: '44d4h',
    votes: [1, 0],
    body: 'Since we attach temperature logs, mails to two supermarket chains bounce with 552. The logs are 18 MB as PDF. Can Northline send a link instead of the file?',
    posts: [
      {
        by: 'mo',
        ago: '43d23h',
        votes: [4, 0],
        accepted: true,
        body: `Yes. **Document profile → Delivery → Attachments above** takes a size (default: off). Set 5 MB: then larger attachments become a download link valid for 90 days, the invoice itself stays attached.

And have a look at the logs: a one-month temperature chart should be about 300 kB. 18 MB smells like scanned pictures; in *Warehouse → Cold chain → Report* choose "chart and table" instead of "raw readings".`,
        comments: [
          { by: 'beatriz', ago: '43d1h', body: 'Both done. 260 kB now, the chains are quiet. Mil gracias.' },
        ],
      },
    ],
  },
  {
    key: 'accrual-report-mismatch',
    board: 'billing',
    kind: 'question',
    title: "Accrual report and unbilled services differ by one day's storage",
    tags: ['exports', 'invoices'],
    by: 'erik',
    ago: '33d5h',
    votes: [2, 0],
    body: 'On the 31st, *Accruals* says 48 210 SEK, *Unbilled services* 46 870 SEK. The difference is about a day of storage. Which is right?',
    posts: [
      {
        by: 'kolev',
        ago: '32d22h',
        votes: [4, 0],
        body: 'Accruals are to the end of the day, unbilled is to the moment of the last nightly count. If you run both at 18:00 the first includes today, and the second does not.',
        comments: [
          {
            by: 'erik',
            ago: '32d21h',
            body: 'I ran both at 08:00 on the 1st, so the day should have been complete.',
          },
        ],
      },
      {
        by: 'tess',
        ago: '32d2h',
        votes: [7, 0],
        accepted: true,
        body: `Kolev is nearly there. The nightly count runs at 02:00 **UTC of the platform**, and your company is in Europe/Stockholm: at 08:00 it has counted the 31st up to 02:00 UTC. But the *count date* is the site's, and your site "Luleå" has no time zone set, so it falls back to UTC and its 31st ended two hours "late" and missed the run.

Set the zone (*Site → General → Time zone*), then **Unbilled → Recount from** the 31st. The numbers will be equal: 48 210.`,
        comments: [
          { by: 'erik', ago: '31d23h', body: `48 210 both. I've found two more sites without a zone 😬` },
          {
            by: 'pia',
            ago: '31d5h',
            body: `We'll make the zone a required field. It's in the next release: 4.19.`,
          },
        ],
      },
    ],
  },
  {
    key: 'invoice-language',
    board: 'billing',
    kind: 'question',
    title: 'Invoice in Russian and English on one page?',
    tags: ['invoices'],
    by: 'farid',
    ago: '24d6h',
    body: 'Good day. Our buyers want the invoice in two languages, the bank also. Now I make one in English and second by hand in Word, this takes much time. Is there possibility?',
    posts: [
      {
        by: 'ines',
        ago: '23d23h',
        votes: [4, 0],
        accepted: true,
        body: `Yes, *Document layout → Languages* accepts two. The first is the legal one, the second is printed smaller under each label:

1. Layout → Duplicate "Standard", call it "EN/RU".
2. Languages: \`en\` then \`ru\`. Item names need the second language in *Products → Translations*, otherwise only the labels are doubled.
3. Customer → Invoicing → Layout = EN/RU.

Check the total in words: it is printed in the first language only, and some banks want the second as well. There is a placeholder \`{total_words:ru}\` for the footer.`,
        comments: [
          {
            by: 'farid',
            ago: '23d4h',
            body: 'Bank accepted without question. Thank you very much, this saves me one day each month!',
          },
        ],
      },
    ],
  },
  {
    key: 'charge-fuel-surcharge',
    board: 'billing',
    kind: 'question',
    title: 'Fuel surcharge by published index, updated weekly',
    tags: ['rate-cards', 'tax'],
    by: 'siobhan',
    ago: '16d5h',
    votes: [3, 0],
    body: 'We change the fuel surcharge each Monday by the published diesel price. At the moment someone edits 60 rate cards. There must be a better way?',
    posts: [
      {
        by: 'bo',
        ago: '15d22h',
        votes: [5, 0],
        body: `There is: an **index**. *Rate cards → Indexes → New* ("diesel-ie"), values with a *valid from*, then in each card

\`\`\`yaml
surcharge:
  index: diesel-ie
  base: 1.42        # price per litre at which the surcharge is 0
  per: 0.01
  percent: 0.12     # per cent per cent
\`\`\`

From then on Monday means one number in one place. You can load it by API as well (\`PUT /v2/indexes/diesel-ie/values\`).`,
        comments: [
          {
            by: 'siobhan',
            ago: '15d20h',
            body: 'Brilliant. Does it take the value of the delivery day or of the invoice day? Our contracts say delivery.',
          },
          {
            by: 'bo',
            ago: '15d19h',
            body: `Delivery day by default (\`as_of: service_date\`). You're fine.`,
          },
        ],
      },
    ],
  },
  {
    key: 'vat-id-check-down',
    board: 'billing',
    kind: 'question',
    title: 'VAT number check blocks the invoice run when VIES is down',
    tags: ['tax'],
    by: 'vera',
    ago: '1d11h',
    votes: [2, 0],
    body: `Tonight's run stopped at 41 of 380: *VIES unavailable for HR…*. I can't be the only one with invoices to send while the VIES service sleeps. Is there an option "use the last good answer"?`,
    posts: [
      {
        by: 'pavel',
        ago: '1d6h',
        votes: [3, 0],
        body: `*Tax → VAT number check → When unavailable*: \`stop\`, \`use last result\`, \`warn\`. We use "use last result" with 30 days.`,
        comments: [
          {
            by: 'vera',
            ago: '1d5h',
            body: `I had searched under *Customers*. Set, run finished. But should a number never checked before be allowed? I'd rather stop for those.`,
          },
          {
            by: 'pavel',
            ago: '1d3h',
            body: `That's how it does: last result needs to exist, a new number still stops (only that invoice since 4.18, not the run).`,
          },
        ],
      },
    ],
  },
  {
    key: 'split-invoice-cost-centre',
    board: 'billing',
    kind: 'question',
    title: 'One invoice per cost centre for the same customer',
    tags: ['invoices', 'exports'],
    by: 'cal',
    ago: '5d3h10m',
    votes: [2, 0],
    body: 'Wholesale customer with 14 cost centres. They want one invoice each, but a single statement at month end. Splitting by delivery site does not work, since three cost centres share one site. Billing 4.18.',
    posts: [
      {
        by: 'tess',
        ago: '5d1h',
        votes: [5, 0],
        accepted: true,
        body: `Use **Customer → Invoicing → Split by** and choose *order reference*, then map the reference to the cost centre with a pattern, e.g. \`^(CC\\d{3})-\`. Orders whose reference does not match go on a rest invoice, and the run report lists them, so none gets lost.

The statement is by customer regardless of the split: *Statements → Monthly → One per customer*.`,
        comments: [
          {
            by: 'cal',
            ago: '4d22h',
            body: '14 invoices, 1 statement, and the run report found two orders with a typo in the reference. Good.',
          },
        ],
      },
    ],
  },
  {
    key: 'late-fee-negative',
    board: 'billing',
    kind: 'question',
    title: 'Late fee on an invoice that was paid one day late by bank holiday',
    tags: ['dunning'],
    by: 'gabi',
    ago: '31h',
    body: `Customer paid on Monday, due date Saturday. The system wrote a late fee of 40 EUR. In Romania it's common that due on Saturday means Monday. Can due dates move to next working day?`,
    posts: [],
  },
  {
    key: 'einvoice-chargecode',
    board: 'billing',
    kind: 'question',
    title: 'Unit code "C62" for pallets: which UN/ECE code is right?',
    tags: ['e-invoicing', 'rate-cards'],
    by: 'ibrahim',
    ago: '9h20m',
    body: 'Access point of our buyer gives warning that unit code C62 (one) is not allowed for them for pallets. In our charge rule the unit is "pallet". Where does C62 come from and what should be there?',
    posts: [],
  },
  {
    key: 'billing-spam',
    board: 'billing',
    kind: 'question',
    title: 'Payment terms 30 days end of month: how to express?',
    tags: ['dunning'],
    by: 'farid',
    ago: '140d',
    body: `"30 days end of month" has two readings: invoice date + 30 days and then the end of that month, or the end of the month and then + 30. Which one is \`30 EOM\` in Northline?`,
    posts: [
      {
        by: 'tess',
        ago: '139d22h',
        votes: [4, 0],
        accepted: true,
        body: `The first: invoice date + 30 days, then to the end of that month. 5 March → 4 April → **30 April**. For the other reading write \`EOM 30\`: 5 March → 31 March → 30 April as well, but 31 January → 2 March instead of 31 March, so write what the contract says.`,
        comments: [{ by: 'farid', ago: '138d20h', body: 'Clear, thank you. EOM 30 is ours.' }],
      },
      {
        by: 'elena',
        ago: '139d',
        body: 'Need faster payment of invoices? We buy your receivables, best rates, write to fast-cash@factoring.example!!!',
        hidden: {
          clause: 'no-spam',
          by: 'mo',
          ago: '138d23h',
          reason: 'Advertisement without relation to the question',
        },
      },
    ],
  },
  {
    key: 'dup-buyer-reference',
    board: 'billing',
    kind: 'question',
    title: 'Where do I enter the Leitweg-ID for German authorities?',
    tags: ['e-invoicing'],
    by: 'elena',
    ago: '61d5h',
    body: `BR-DE-15 from the German portal. We're in Latvia and never heard of Leitweg-ID before. Customer sent it by mail.`,
    comments: [{ by: 'elena', ago: '60d20h', body: 'Found and accepted by the portal. Paldies!' }],
    posts: [],
    duplicateOf: {
      key: 'xrechnung-leitweg',
      by: 'mo',
      ago: '60d22h',
      note: 'The field is Customer → Invoicing → Buyer reference, see the accepted answer there.',
    },
  },
  {
    key: 'billing-detail',
    board: 'billing',
    kind: 'question',
    title: 'Invoice is wrong',
    tags: ['invoices'],
    by: 'diego',
    ago: '29d5h',
    body: 'The invoice of yesterday is wrong, total too high. Please fix.',
    posts: [
      {
        by: 'mo',
        ago: '28d23h',
        body: 'Hello Diego, which company and invoice number is it, what total did you expect, and how do you get to that total? A screenshot of the *Audit* tab of the invoice would be the quickest.',
      },
    ],
    closed: {
      reason: 'needs-detail',
      by: 'mo',
      ago: '27d4h',
      note: 'Without a number we cannot look it up. Edit the question and it is looked at again.',
    },
  },
  {
    key: 'billing-legacy',
    board: 'billing',
    kind: 'question',
    title: 'Export to Navision 2009 by the classic connector fails after update to 4.14',
    tags: ['upgrade', 'exports'],
    by: 'helga',
    ago: '209d5h',
    body: '"Classic connector not licensed". It worked in 4.13.',
    posts: [
      {
        by: 'pavel',
        ago: '209d1h',
        votes: [2, 0],
        accepted: true,
        body: 'It was removed in 4.14. *Exports → CSV → Profile Navision* makes the same file, and a scheduled job puts it in the old folder.',
        comments: [{ by: 'helga', ago: '208d22h', body: 'Same file to the byte. Takk.' }],
      },
    ],
    closed: {
      reason: 'obsolete',
      by: 'tess',
      ago: '120d',
      note: 'The classic connector is gone for everybody; kept because of the profile that replaces it.',
    },
  },
  {
    key: 'statement-currency',
    board: 'billing',
    kind: 'question',
    title: 'Statement of account adds up EUR and USD',
    tags: ['invoices'],
    by: 'vera',
    ago: '17h10m',
    body: 'Customer has invoices in EUR and USD. The monthly statement has one total. 1 200 EUR + 800 USD = "2 000". Where can I separate it?',
    posts: [
      {
        by: 'dana',
        ago: '14h10m',
        votes: [2, 0],
        body: '*Statements → Group by → Currency*. It should be default, in my opinion.',
        comments: [
          {
            by: 'vera',
            ago: '13h10m',
            body: `Thanks. I've grouped it but the first page still has a sum over all. Do you also have it?`,
          },
          { by: 'dana', ago: '12h10m', body: `No, with me it's gone. Which layout? I use "Statement 2".` },
        ],
      },
    ],
  },
]
