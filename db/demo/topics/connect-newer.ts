import type { DemoTopic } from '../types.ts'

export const connectNewer: DemoTopic[] = [
  {
    key: 'python-timeout-default',
    board: 'connect',
    kind: 'question',
    title: 'Python script hangs for hours without error',
    tags: ['sdk'],
    by: 'farid',
    ago: '128d5h',
    votes: [2, 0],
    body: `Script with \`northline\` 3.2 stops somewhere in the night, no error, process still there in the morning. py-spy shows \`ssl.read\`. What to do?`,
    posts: [
      {
        by: 'chenwei',
        ago: '128d1h',
        votes: [6, 0],
        accepted: true,
        body: `Hanging in \`ssl.read\` = no timeout and the connection was lost silently (NAT dropped it). The client has no default timeout in 3.2. Set it:

\`\`\`python
from northline import Client

client = Client(token=token, timeout=(5, 60))   # connect, read
\`\`\`

and let it fail loudly, with retry only for GET:

\`\`\`python
client.retry(times=4, on=(502, 503, 504, "timeout"), methods=("GET",))
\`\`\`

3.3 has 60 s by default.`,
        comments: [
          {
            by: 'farid',
            ago: '127d4h',
            body: 'Three nights OK. Also one timeout was logged and retried, so this was the reason. Rahmat!',
          },
        ],
      },
    ],
  },
  {
    key: 'order-hook-filter',
    board: 'connect',
    kind: 'question',
    title: 'Webhooks for only one warehouse',
    tags: ['webhooks'],
    by: 'omar',
    ago: '118d5h',
    body: 'We get events of all 9 sites, need only Casablanca. Can I filter at the source?',
    posts: [
      {
        by: 'ravi',
        ago: '117d23h',
        votes: [5, 0],
        accepted: true,
        body: `Yes, an endpoint takes a filter:

\`\`\`json
{
  "url": "https://erp.atlas.example/nl",
  "events": ["shipment.*"],
  "filter": { "site": ["casa-1"] }
}
\`\`\`

\`site\`, \`customer\` and \`tag\` can be filtered. Events without a site (e.g. \`product.updated\`) are sent regardless unless you add \`"strict": true\`.`,
        comments: [{ by: 'omar', ago: '117d22h', body: 'Parfait, traffic is down by 85 %.' }],
      },
    ],
  },
  {
    key: 'cors-browser',
    board: 'connect',
    kind: 'question',
    title: 'CORS error when calling the API from our web page',
    tags: ['rest', 'oauth'],
    by: 'wanjiru',
    ago: '107d5h',
    body: `\`No 'Access-Control-Allow-Origin' header is present\`. I only want to show the stock on our shop page.`,
    posts: [
      {
        by: 'chenwei',
        ago: '107d1h',
        votes: [2, 0],
        body: 'Use a CORS proxy in front.',
        comments: [
          {
            by: 'arjun',
            ago: '106d23h',
            body: `Please don't, then your token is in the page for all to see.`,
          },
        ],
      },
      {
        by: 'sunniva',
        ago: '106d22h',
        votes: [7, 0],
        accepted: true,
        body: `The API has no CORS headers on purpose: a token in a browser belongs to every visitor. Let your shop's server ask, and give the page just the number:

\`\`\`js
app.get('/stock/:sku', async (req, res) => {
  const stock = await connect.stock.get(req.params.sku)
  res.set('Cache-Control', 'public, max-age=60').json({ available: stock.available })
})
\`\`\`

With 60 s of caching you'll also never see a rate limit.`,
        comments: [
          {
            by: 'wanjiru',
            ago: '106d4h',
            body: 'I understand now, thanks both of you for the explanation and not only the answer.',
          },
        ],
      },
    ],
  },
  {
    key: 'edi-orders-duplicate',
    board: 'connect',
    kind: 'question',
    title: 'The same ORDERS message created two orders',
    tags: ['edi', 'idempotency'],
    by: 'sofia',
    ago: '97d6h',
    votes: [3, 0],
    body: 'Partner re-sent an EDIFACT ORDERS after an outage with a *new* interchange number, but the same BGM order number. We shipped twice.',
    posts: [
      {
        by: 'ines',
        ago: '97d2h',
        votes: [7, 0],
        accepted: true,
        body: `By default a duplicate is recognised by the **interchange** (UNB 0020 + sender). For orders you want the document: *EDI → Partners → Duplicate check → sender + BGM number + buyer (NAD+BY)*.

And choose what happens: \`reject with APERAK\`, \`hold for review\` or \`treat as change\`. For a partner who re-sends after outages I'd take *hold*, because sometimes the second really differs (look at quantity 2 vs 20...).`,
        comments: [
          {
            by: 'sofia',
            ago: '96d22h',
            body: 'Hold. Yesterday they re-sent everything again and we had 31 on hold, none shipped. 🎉',
          },
        ],
      },
    ],
  },
  {
    key: 'api-sandbox-refresh',
    board: 'connect',
    kind: 'question',
    title: 'Copy production data to the sandbox?',
    tags: ['rest', 'import'],
    by: 'grace',
    ago: '86d5h',
    body: `Our sandbox is from 2023. I'd like fresh products and locations, no customers (privacy).`,
    posts: [
      {
        by: 'mo',
        ago: '86d1h',
        votes: [4, 0],
        accepted: true,
        body: `*Admin → Sandbox → Refresh*, tick *Products, Locations, Rate cards*, leave *Customers, Orders* off. It takes about 20 minutes and **deletes what's in the sandbox**, webhooks and API clients excepted. If you have test orders to keep, export them first.`,
        comments: [
          { by: 'grace', ago: '85d23h', body: 'Refreshed, and the warning was needed, I did have some.' },
        ],
      },
    ],
  },
  {
    key: 'openapi-client-nullable',
    board: 'connect',
    kind: 'question',
    title: 'openapi-generator makes fields non-null that can be null',
    tags: ['rest', 'sdk'],
    by: 'chenwei',
    ago: '77d4h',
    votes: [1, 0],
    body: `Generated Java client throws NPE-like errors: \`shipped_at\` in the spec is \`type: [string, 'null']\` and generator 6 ignores that.`,
    posts: [
      {
        by: 'kolev',
        ago: '77d',
        votes: [4, 0],
        accepted: true,
        body: `\`type: [string, 'null']\` is OpenAPI 3.1. Generator 6.x only knows 3.0's \`nullable: true\`. Use ≥ 7.5 or fetch the 3.0 flavour: \`/v2/openapi.json?version=3.0\`, which the docs mention in one line at the bottom.`,
        comments: [
          {
            by: 'chenwei',
            ago: '76d22h',
            body: '7.9 works. And the 3.0 flavour is good to know for our older service.',
          },
        ],
      },
    ],
  },
  {
    key: 'etag-412',
    board: 'connect',
    kind: 'question',
    title: '412 Precondition Failed on PUT with If-Match',
    tags: ['rest'],
    by: 'olu',
    ago: '66d5h',
    votes: [2, 0],
    body: `I GET an order, PUT with \`If-Match: W/"18"\`, get 412 each time although nobody changes it.`,
    posts: [
      {
        by: 'ravi',
        ago: '66d2h',
        votes: [6, 0],
        accepted: true,
        body: `\`W/"18"\` is a *weak* tag: it comes from the list endpoint (or from a proxy that compresses and weakens the tag). \`If-Match\` requires strong comparison, and a weak tag never matches (RFC 9110, 13.1.1).

GET the single order with \`Accept-Encoding: identity\`, or take \`data.version\` and send \`If-Match: "18"\`; both forms are accepted.`,
        comments: [
          {
            by: 'olu',
            ago: '65d23h',
            body: 'Our proxy weakened it. Using the version now. Thanks for the RFC pointer.',
          },
        ],
      },
    ],
  },
  {
    key: 'stock-realtime',
    board: 'connect',
    kind: 'question',
    title: 'Stock levels in our shop are up to 5 minutes old',
    tags: ['webhooks', 'performance'],
    by: 'luc',
    ago: '58d5h',
    votes: [1, 0],
    body: `We poll \`/v2/stock\` each 5 minutes for 12,000 SKUs. Faster polling = 429. Recommended pattern for near real time?`,
    posts: [
      {
        by: 'jess',
        ago: '58d1h',
        votes: [4, 0],
        body: `\`stock.changed\` webhook + nightly full poll. We've done this for a year: median 3 s.`,
        comments: [
          {
            by: 'luc',
            ago: '57d22h',
            body: 'How do you treat the bursts? A wave release gives thousands of events at once.',
          },
          {
            by: 'jess',
            ago: '57d21h',
            body: `Set \`"batch": {"max": 200, "seconds": 5}\` on the endpoint, you get arrays. 🙂 And only keep the last per SKU.`,
          },
        ],
      },
      {
        by: 'ravi',
        ago: '57d4h',
        votes: [5, 0],
        accepted: true,
        body: `What Jess describes is the recommended pattern. The nightly full poll isn't optional: a webhook endpoint that was off for longer than 3 days loses events, and the poll heals that.`,
        comments: [{ by: 'luc', ago: '56d23h', body: 'Merci à vous deux. Median 4 s, the shop is content.' }],
      },
    ],
  },
  {
    key: 'webhook-410',
    board: 'connect',
    kind: 'question',
    title: 'Endpoint was "switched off after 410", how do I get the lost events?',
    tags: ['webhooks'],
    by: 'tyler',
    ago: '48d6h',
    votes: [3, 0],
    body: `During a deploy our router answered 410 for a minute. Northline disabled the endpoint *immediately*, and nobody noticed until morning. How do I get the night's events back?`,
    posts: [
      {
        by: 'ravi',
        ago: '48d2h',
        votes: [8, 0],
        accepted: true,
        body: `410 Gone means "never again" and is taken literally, unlike 5xx, which is retried for 3 days.

1. Switch the endpoint on again.
2. **Webhooks → endpoint → Replay → from {{iso -1}} 22:10**. It sends what would have been sent, with the original \`webhook-id\`s, at most 50/s.
3. Make your router answer 503 during deploys.

Also set *Notify on disable* to a group address, not a person.`,
        comments: [
          {
            by: 'tyler',
            ago: '48d',
            body: '14,220 events replayed, idempotent consumer did its job. 503 from now on.',
          },
        ],
      },
    ],
  },
  {
    key: 'xlsx-import-dates',
    board: 'connect',
    kind: 'question',
    title: 'Dates from Excel shift by one day in the import',
    tags: ['import'],
    by: 'beatriz',
    ago: '39d5h',
    body: `01/10/{{year}} in Excel becomes {{year}}-09-30 in Northline. Only for me, my colleague's file is good.`,
    posts: [
      {
        by: 'noam',
        ago: '39d1h',
        votes: [5, 0],
        accepted: true,
        body: `Your file has a date *with time zone* behind the curtain: your export writes \`{{year}}-10-01T00:00:00+02:00\`, which is 22:00 UTC on the 30th. Your colleague's has a plain date.

Format the column as text \`{{year}}-10-01\`, or in the import profile: *Column type: date (ignore time and zone)*.

במקרה, I had this last week with the Hebrew locale as well 🙂`,
        comments: [{ by: 'beatriz', ago: '38d23h', body: '"Ignore time and zone" fixed it. Gracias Noam.' }],
      },
    ],
  },
  {
    key: 'graphql-when',
    board: 'connect',
    kind: 'question',
    title: 'When is GraphQL coming?',
    tags: ['rest'],
    by: 'pavel',
    ago: '35d5h',
    body: 'Is there a date for GraphQL?',
    posts: [],
    closed: {
      reason: 'other',
      by: 'pia',
      ago: '34d22h',
      note: "This asks about our plans rather than for help. We have none for GraphQL; what do you need that `?fields=` and `?include=` don't give? A discussion in the Lounge is welcome.",
    },
  },
  {
    key: 'v1-sunset',
    board: 'connect',
    kind: 'question',
    title: '/v1/stock returns 410 since today',
    tags: ['rest', 'upgrade'],
    by: 'matti',
    ago: '225d5h',
    body: `\`410 Gone\` from /v1/stock. Our integration is from 2019.`,
    posts: [
      {
        by: 'ravi',
        ago: '225d2h',
        votes: [5, 0],
        accepted: true,
        body: `v1 was switched off yesterday after 24 months of notice (\`Sunset\` header in each answer). The replacement is \`GET /v2/stock\`; fields: \`qty\` → \`on_hand\`, \`res\` → \`reserved\`, \`free\` → \`available\`. I can open v1 for your client for 14 days, tell me your client id in a private message.`,
        comments: [
          { by: 'matti', ago: '224d20h', body: 'We changed it in one hour, no need for extension. Kiitos.' },
        ],
      },
    ],
    closed: {
      reason: 'obsolete',
      by: 'mo',
      ago: '100d',
      note: 'v1 has been gone for everybody for months; kept for the field mapping.',
    },
  },
  {
    key: 'postman-collection',
    board: 'connect',
    kind: 'question',
    title: 'Postman: token works in the docs page, 401 in Postman',
    tags: ['rest', 'oauth'],
    by: 'anneke',
    ago: '30d6h',
    body: `Same client, same secret. In Postman \`401 invalid_token\`. I've checked the URL ten times.`,
    posts: [
      {
        by: 'jess',
        ago: '30d2h',
        votes: [4, 0],
        accepted: true,
        body: `Look at the *audience*: the docs page is against sandbox, your Postman calls production (or the other way around). Decode the token at its middle part:

\`\`\`bash
cut -d. -f2 <<< "$TOKEN" | base64 -d 2>/dev/null | jq .aud
\`\`\`

If it says \`https://sandbox.api…\` that's why.`,
        comments: [
          { by: 'anneke', ago: '30d1h', body: 'Sandbox token against production. Classic. Thanks Jess!' },
        ],
      },
    ],
  },
  {
    key: 'webhook-secret-rotate',
    board: 'connect',
    kind: 'question',
    title: 'Rotate the webhook secret without losing events',
    tags: ['webhooks'],
    by: 'andrei',
    ago: '27d5h',
    votes: [1, 0],
    body: 'Security wants new secrets each quarter. If I press *Rotate*, do running deliveries break?',
    posts: [
      {
        by: 'ravi',
        ago: '27d1h',
        votes: [5, 0],
        accepted: true,
        body: `No. After *Rotate* both secrets sign for 24 h (two entries in the header, separated by a space), so deploy the new secret in that time. Verify against *any* of the entries, as in [Arjun's question](topic:webhook-signature-body), and nothing is lost. \`Rotate → expire old now\` exists for emergencies.`,
        comments: [{ by: 'andrei', ago: '26d22h', body: 'Rotated in the afternoon, no failed delivery.' }],
      },
    ],
  },
  {
    key: 'include-lines-n-plus',
    board: 'connect',
    kind: 'question',
    title: 'Getting order lines takes one request per order',
    tags: ['rest', 'performance'],
    by: 'gabi',
    ago: '9h20m',
    body: 'GET /v2/orders returns no lines, so I do one request for each. 900 orders = 900 requests.',
    posts: [
      {
        by: 'arjun',
        ago: '6h20m',
        votes: [5, 0],
        accepted: true,
        body: `\`GET /v2/orders?include=lines&limit=100\`. Nine requests. It's limited to 100 per page with lines because pages get heavy; add \`fields=id,lines.sku,lines.quantity\` to make them lighter.`,
        comments: [{ by: 'gabi', ago: '4h20m', body: '9 requests, 4 seconds. Super!' }],
      },
    ],
  },
  {
    key: 'connect-empty-body',
    board: 'connect',
    kind: 'question',
    title: '400 "unexpected end of JSON input" from PowerShell',
    tags: ['rest', 'import'],
    by: 'ibrahim',
    ago: '1d5h',
    body: `Same JSON works with curl. From PowerShell:

\`\`\`powershell
Invoke-RestMethod -Uri "$nl/v2/orders" -Method Post -Headers $h -Body $order
\`\`\`

\`$order\` is a hashtable.`,
    posts: [
      {
        by: 'vera',
        ago: '1d2h',
        votes: [5, 0],
        accepted: true,
        body: `A hashtable as body is sent as *form* fields. Convert it, and mind the depth, which is 2 by default and cuts nested lines:

\`\`\`powershell
$json = $order | ConvertTo-Json -Depth 8
Invoke-RestMethod -Uri "$nl/v2/orders" -Method Post -Headers $h \`
  -ContentType 'application/json; charset=utf-8' -Body $json
\`\`\``,
        comments: [
          { by: 'ibrahim', ago: '1d', body: 'Depth 8 was the second half of the mystery. Thank you Vera!' },
        ],
      },
    ],
  },
  {
    key: 'null-vs-missing',
    board: 'connect',
    kind: 'question',
    title: 'Does PATCH with null delete a field, or leave it alone?',
    tags: ['rest'],
    by: 'noam',
    ago: '5h30m',
    votes: [1, 0],
    body: `Documentation says "merge patch". If I send \`"note": null\` is the note deleted? And how do I leave it alone?`,
    posts: [
      {
        by: 'chenwei',
        ago: '2h30m',
        votes: [5, 0],
        accepted: true,
        body: `JSON Merge Patch (RFC 7396): \`null\` deletes, *absent* leaves alone. One consequence: arrays are replaced as a whole, \`"lines": [one]\` deletes the others. For single lines use \`PATCH /v2/orders/{id}/lines/{line}\`.`,
        comments: [{ by: 'noam', ago: '1h30m', body: `Thanks. That array part would've hurt.` }],
      },
    ],
  },
  {
    key: 'sftp-key-rsa',
    board: 'connect',
    kind: 'question',
    title: 'SFTP: "no mutual signature algorithm" after the server update',
    tags: ['sftp'],
    by: 'zsofia',
    ago: '3d2h40m',
    body: `Since Sunday our job gets \`send_pubkey_test: no mutual signature algorithm\`. RSA key from 2016, client OpenSSH 7.2 on an old Linux.`,
    posts: [
      {
        by: 'bo',
        ago: '2d23h40m',
        votes: [6, 0],
        accepted: true,
        body: `The server no longer accepts \`ssh-rsa\` signatures with SHA-1. Your *key* could stay (RSA keys can sign with SHA-256), but OpenSSH 7.2 is the first version that can, and some vendor builds of it don't. The quickest way out is a key of another type:

\`\`\`bash
ssh-keygen -t ed25519 -f ~/.ssh/northline -C "tisza-pharma sftp"
\`\`\`

Upload \`northline.pub\` in *Connections → SFTP → Keys*; both can stay active while you change over.`,
        comments: [
          {
            by: 'zsofia',
            ago: '2d21h40m',
            body: `ed25519 key uploaded, job is running. And I've asked for a newer Linux.`,
          },
        ],
      },
    ],
  },
  {
    key: 'import-partial-commit',
    board: 'connect',
    kind: 'question',
    title: 'If row 500 of an import is wrong, are rows 1–499 written?',
    tags: ['import'],
    by: 'thijs',
    ago: '3d4h',
    votes: [1, 0],
    body: 'I want all or nothing. The report says "499 written, 1 refused".',
    posts: [
      {
        by: 'arjun',
        ago: '3d1h',
        votes: [4, 0],
        body: `\`mode=upsert&atomic=true\`. Then it says "0 written, 1 refused" and the reasons for *all* bad rows, not just the first.`,
        comments: [
          { by: 'thijs', ago: '2d23h', body: `Sounds like what I need, I'll try it in tonight's run.` },
        ],
      },
    ],
  },
  {
    key: 'ts-sdk-abort',
    board: 'connect',
    kind: 'question',
    title: 'Cancel a request with AbortSignal in @northline/connect 5.2',
    tags: ['sdk'],
    by: 'keiko',
    ago: '26h',
    votes: [1, 0],
    body: `We wish to cancel requests when a user leaves the page of our internal tool. \`connect.orders.list({ signal })\` has no effect and TypeScript reports no error. Is \`signal\` supported at another place?`,
    posts: [
      {
        by: 'sam',
        ago: '24h',
        votes: [2, 0],
        body: `Second argument, I think: \`connect.orders.list({}, { signal })\`. Options and query are separate since 5.`,
      },
    ],
  },
  {
    key: 'webhook-dns-pinning',
    board: 'connect',
    kind: 'question',
    title: 'Deliveries still go to the old IP 40 minutes after a DNS change',
    tags: ['webhooks', 'performance'],
    by: 'arjun',
    ago: '13h30m',
    votes: [2, 0],
    body: 'We moved the endpoint behind a new load balancer, TTL 60 s. Northline keeps delivering to the old IP (I see them there, alive for draining). Does the sender keep connections open, or cache DNS for longer than the TTL?',
    posts: [],
  },
  {
    key: 'rest-search-accent',
    board: 'connect',
    kind: 'question',
    title: 'Search for "Sao Joao" doesn\'t find "São João"',
    tags: ['rest'],
    by: 'marta',
    ago: '6h15m',
    body: `\`GET /v2/customers?q=Sao%20Joao\` gives nothing, \`q=São%20João\` finds it. Customers type without accents. Is there a parameter for accent-insensitive search?`,
    posts: [],
  },
  {
    key: 'idempotency-batch',
    board: 'connect',
    kind: 'question',
    title: 'Idempotency-Key with /batch: per request or per row?',
    tags: ['idempotency', 'rest'],
    by: 'kolev',
    ago: '55m',
    body: 'If I POST a batch of 100 with one key, 98 succeed and 2 fail with 503 inside the 207 answer. I retry with the same key. Do I get the stored 207 again, including the two 503s? I would hope not.',
    posts: [],
  },
  {
    key: 'dup-raw-body',
    board: 'connect',
    kind: 'question',
    title: 'HMAC of webhook differs from header, NestJS',
    tags: ['webhooks'],
    by: 'fatima',
    ago: '90d5h',
    body: `I compute HMAC-SHA256 of \`JSON.stringify(body)\` in a Nest controller, never equal to header.`,
    posts: [
      {
        by: 'priya',
        ago: '90d2h',
        votes: [2, 0],
        body: `Nest parses the body before you see it. \`NestFactory.create(AppModule, { rawBody: true })\` and then \`req.rawBody\`.`,
        comments: [
          { by: 'fatima', ago: '89d22h', body: `Raw body + base64: works. It's good to have them linked.` },
        ],
      },
    ],
    duplicateOf: {
      key: 'webhook-signature-body',
      by: 'mo',
      ago: '90d1h',
      note: "The raw body and the base64 secret are both explained there; Priya's line above is the Nest way to get at the raw body.",
    },
  },
]
