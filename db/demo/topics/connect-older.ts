import type { DemoTopic } from '../types.ts'

export const connectOlder: DemoTopic[] = [
  {
    key: 'webhook-signature-body',
    board: 'connect',
    kind: 'question',
    title: 'Webhook signature never matches in Express',
    tags: ['webhooks', 'sdk'],
    by: 'arjun',
    ago: '262d5h',
    votes: [14, 0],
    body: `I verify the \`webhook-signature\` header as documented and get a different digest every time. Secret is right (copied twice). Express 4, Node 22:

\`\`\`js
app.use(express.json())

app.post('/hooks/northline', (req, res) => {
  const signed = \`\${req.get('webhook-id')}.\${req.get('webhook-timestamp')}.\${JSON.stringify(req.body)}\`
  const expected = createHmac('sha256', process.env.NL_SECRET).update(signed).digest('base64')
  console.log(expected, req.get('webhook-signature'))
  res.sendStatus(204)
})
\`\`\``,
    posts: [
      {
        by: 'chenwei',
        ago: '261d23h',
        votes: [5, 0],
        body: `Strip the \`v1,\` prefix of the header before you compare. It contains version and signature.`,
        comments: [{ by: 'arjun', ago: '261d22h', body: 'Good catch, but after that they still differ.' }],
      },
      {
        by: 'ravi',
        ago: '261d3h',
        votes: [21, 0],
        accepted: true,
        body: `There are two things left, and they're the two that everybody meets.

**1. Sign the bytes that came, not the bytes you would have written.** \`JSON.stringify(req.body)\` isn't what we sent: key order survives, but number formatting and escapes need not. Take the raw body.

**2. The secret is base64.** What follows \`whsec_\` has to be decoded first.

\`\`\`js
import { createHmac, timingSafeEqual } from 'node:crypto'

const key = Buffer.from(process.env.NL_SECRET.replace(/^whsec_/, ''), 'base64')

app.post('/hooks/northline', express.raw({ type: 'application/json' }), (req, res) => {
  const id = req.get('webhook-id')
  const timestamp = req.get('webhook-timestamp')
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return res.sendStatus(400)

  const expected = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\`).update(req.body).digest()
  const matches = req.get('webhook-signature').split(' ').some((entry) => {
    const given = Buffer.from(entry.replace(/^v1,/, ''), 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  if (!matches) return res.sendStatus(401)

  const event = JSON.parse(req.body)
  res.sendStatus(204)
})
\`\`\`

The header can hold several signatures separated by spaces while you rotate a secret, hence the \`some\`. Put this route *before* \`app.use(express.json())\`.`,
        edited: {
          ago: '261d2h',
          reason: 'refuse old timestamps as well',
          now: 'if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return res.sendStatus(400)',
          was: '// check the timestamp here',
        },
        comments: [
          {
            by: 'arjun',
            ago: '261d1h',
            body: `It was the base64 for me in the end. Works. Thanks for the \`timingSafeEqual\` hint, too.`,
          },
        ],
      },
    ],
  },
  {
    key: 'cursor-missing-rows',
    board: 'connect',
    kind: 'question',
    title: 'Rows are missing when I page through /v2/movements while the warehouse is working',
    tags: ['rest'],
    by: 'kolev',
    ago: '247d4h',
    votes: [9, 0],
    body: `I page with \`?limit=100&offset=…\`. In the evening the copy has fewer rows than *Reports → Movements*. On a Sunday they're equal. So it has to do with writes while I read, yes?`,
    posts: [
      {
        by: 'priya',
        ago: '246d23h',
        votes: [3, 0],
        body: `Sort by \`id\` instead of by date then new ones come last and don't shift the pages.`,
        comments: [
          {
            by: 'kolev',
            ago: '246d22h',
            body: 'Better, yet I still lose a few: 3 of 41,000 yesterday. I think rows committed late with a lower id.',
          },
        ],
      },
      {
        by: 'ravi',
        ago: '246d2h',
        votes: [16, 0],
        accepted: true,
        body: `Your analysis is right. Offsets shift when rows arrive, and ids are given before the commit, so a row can become visible *behind* your position.

\`/v2/movements\` has a cursor mode that's safe for both:

\`\`\`http
GET /v2/movements?limit=500&updated_after={{iso -1}}T00:00:00Z
\`\`\`

\`\`\`json
{ "items": [], "next": "eyJ0IjoxNzQwODg…", "as_of": "{{iso -1}}T18:20:11Z" }
\`\`\`

- Follow \`next\` until it's \`null\`.
- Keep the **\`as_of\`** of the *first* page and begin the next run from it. It trails the clock by the longest open transaction, so that nothing can appear behind it.
- Rows may come twice across runs. Upsert by \`id\`.

\`offset\` remains for small lists and is marked deprecated there.`,
        comments: [
          {
            by: 'kolev',
            ago: '245d3h',
            body: `Five days, 0 differences. \`as_of\` trailing the oldest transaction is well thought out, my compliments.`,
          },
        ],
      },
    ],
  },
  {
    key: 'idempotency-key-reuse',
    board: 'connect',
    kind: 'question',
    title: '409 "idempotency_key_reused" although it\'s a retry of the same request',
    tags: ['idempotency', 'rest'],
    by: 'chenwei',
    ago: '233d6h',
    votes: [6, 0],
    body: `POST /v2/orders, timeout on our side, retry with the same \`Idempotency-Key\`:

\`\`\`json
{"type":"idempotency_key_reused","title":"Key was used with a different body","status":409}
\`\`\`

The body is the same order!`,
    posts: [
      {
        by: 'arjun',
        ago: '233d2h',
        votes: [7, 0],
        body: `Same order or same *bytes*? We had \`created_at: new Date()\` in the payload.`,
        comments: [
          {
            by: 'chenwei',
            ago: '233d1h',
            body: `We build the body again for each try and it has \`sent_at\`... I see.`,
          },
        ],
      },
      {
        by: 'ravi',
        ago: '232d23h',
        votes: [9, 0],
        accepted: true,
        body: `Arjun has it: the comparison is on a hash of method, path and body. Serialise once, keep the string, send that same string on each retry.

Keys live 24 h. After that the same key with the same body makes a second order, so don't retry from a dead-letter queue a week later; look the order up by your \`external_id\` first.`,
        comments: [
          { by: 'chenwei', ago: '232d4h', body: 'Now the outbox row stores the bytes. 谢谢!' },
          {
            by: 'arjun',
            ago: '232d3h',
            body: `Same design here. It's the only one that survives a deploy in between.`,
          },
        ],
      },
    ],
  },
  {
    key: 'rate-limit-429-bursts',
    board: 'connect',
    kind: 'question',
    title: '429 although we stay under 600 per minute',
    tags: ['rate-limits', 'rest'],
    by: 'jess',
    ago: '219d5h',
    votes: [7, 0],
    body: `Dashboards say 410 requests a minute, limit is 600, and yet there are 429s in clusters right at the full minute. Python:

\`\`\`python
for order in orders:            # 300 or so
    pool.submit(client.get, f"/v2/orders/{order}")
\`\`\``,
    posts: [
      {
        by: 'kolev',
        ago: '218d23h',
        votes: [6, 0],
        body: 'The limit is a token bucket, not a window. Burst is 60, refill 10 per second. 300 at once will drain it in a moment.',
      },
      {
        by: 'ravi',
        ago: '218d3h',
        votes: [11, 0],
        accepted: true,
        body: `Kolev is right about the bucket: burst 60, then 10/s = 600/min. The answer tells you so, please use it rather than guess:

\`\`\`
HTTP/1.1 429 Too Many Requests
Retry-After: 3
RateLimit: limit=600, remaining=0, reset=3
\`\`\`

\`\`\`python
def get(path):
    while True:
        answer = client.get(path)
        if answer.status_code != 429:
            return answer
        time.sleep(float(answer.headers["Retry-After"]) + random.random())
\`\`\`

The random part matters with a pool: without it all workers come back in the same instant.

Better: don't ask 300 times. \`GET /v2/orders?ids=o_1,o_2,…\` takes 100 ids in one request.`,
        comments: [
          {
            by: 'jess',
            ago: '218d1h',
            body: '3 requests instead of 300. I feel a bit silly and very happy.',
          },
        ],
      },
    ],
  },
  {
    key: 'oauth-token-per-request',
    board: 'connect',
    kind: 'question',
    title: '"too_many_tokens" from the token endpoint',
    tags: ['oauth', 'rate-limits'],
    by: 'olu',
    ago: '205d7h',
    votes: [3, 0],
    body: `Our nightly script started to fail with \`too_many_tokens\`. It's a bash script that gets a token with client credentials before each curl. It worked for a year.`,
    posts: [
      {
        by: 'ravi',
        ago: '205d3h',
        votes: [8, 0],
        accepted: true,
        body: `There has been a limit of 60 tokens per client and hour for two months now; the mail went to the client's technical contact. A token is good for an hour (\`expires_in: 3600\`), so fetch it once and keep it:

\`\`\`bash
token() {
  if [[ ! -f $CACHE || $(( $(date +%s) - $(stat -c %Y "$CACHE") )) -gt 3300 ]]; then
    ( umask 077
      curl -sf "$NL/oauth/token" -d grant_type=client_credentials \\
        -d client_id="$ID" -d client_secret="$SECRET" | jq -r .access_token > "$CACHE" )
  fi
  cat "$CACHE"
}
\`\`\`

3300 rather than 3600, so that it doesn't expire in your hands.`,
        comments: [{ by: 'olu', ago: '205d1h', body: 'Script is faster by four minutes too. Thank you.' }],
      },
    ],
  },
  {
    key: 'edi-desadv-una',
    board: 'connect',
    kind: 'question',
    title: 'DESADV refused: "unexpected segment after UNB", file looks normal',
    tags: ['edi'],
    by: 'tomasz',
    ago: '194d5h',
    votes: [5, 0],
    body: `Partner sends DESADV D96A. Our inbound says \`unexpected segment after UNB at byte 71\`. Beginning of file:

\`\`\`
UNA:+,? 'UNB+UNOC:3+5901234000009:14+5909876000004:14+250511:0930+4711'UNH+1+DESADV:D:96A:UN'
\`\`\`

Other partner's files with the same mapping are OK.`,
    posts: [
      {
        by: 'bo',
        ago: '193d23h',
        votes: [10, 0],
        accepted: true,
        body: `Look at \`UNA:+,? '\` closely: the third character is the decimal mark, and here it's a **comma**. That's legal, but your partner profile probably has *ignore UNA*, so it takes the point... which alone wouldn't break at byte 71.

Byte 71 is where the interchange reference *ends*: your profile wants the segment terminator followed by a newline (*one segment per line*). The other partner's files have newlines, these don't.

**EDI → Partners → (partner) → Syntax**: *Separators: from UNA*, *Line breaks: optional*. Both.`,
        comments: [
          {
            by: 'tomasz',
            ago: '193d22h',
            body: `Both changed, and quantities with comma are also good now (before they would be 1000 times more, I don't want to think). Dzięki!`,
          },
        ],
      },
    ],
  },
  {
    key: 'sftp-partial-file',
    board: 'connect',
    kind: 'question',
    title: 'Order file is imported before the upload is complete',
    tags: ['sftp', 'import'],
    by: 'fatima',
    ago: '182d5h',
    votes: [4, 0],
    body: `We upload \`orders.csv\` by SFTP, 40 MB. Sometimes Northline imports only the first half, and the rest never. I assume it takes the file while it's still being written?`,
    posts: [
      {
        by: 'arjun',
        ago: '182d1h',
        votes: [9, 0],
        accepted: true,
        body: `Yes; the watcher takes a file when its size hasn't changed for 5 s, and on a slow line that isn't enough. The old remedy: upload under another name and rename. Rename is atomic:

\`\`\`bash
sftp -b - northline <<'BATCH'
put orders.csv orders.csv.part
rename orders.csv.part orders.csv
BATCH
\`\`\`

\`*.part\` is ignored by default. And add a line count as last line if your import profile can check it (*Trailer: count*).`,
        comments: [
          {
            by: 'fatima',
            ago: '181d4h',
            body: 'Two weeks with no half files. Thank you, the trailer check is also on.',
          },
        ],
      },
    ],
  },
  {
    key: 'sdk-esm-require',
    board: 'connect',
    kind: 'question',
    title: '`ERR_REQUIRE_ESM` with @northline/connect 5',
    tags: ['sdk'],
    by: 'sam',
    ago: '171d6h',
    votes: [2, 0],
    body: `After updating the SDK from 4 to 5:

\`\`\`
Error [ERR_REQUIRE_ESM]: require() of ES Module node_modules/@northline/connect/dist/index.js not supported.
\`\`\`

Node 18, CommonJS project.`,
    posts: [
      {
        by: 'chenwei',
        ago: '171d2h',
        votes: [5, 0],
        accepted: true,
        body: `Version 5 is ESM only. Options in order of my preference:

1. Node ≥ 22.12: \`require()\` of ESM works without a flag (if the module has no top-level await, and theirs has none). Node 18 is out of support anyway.
2. \`const { Connect } = await import('@northline/connect')\` inside an async function. It works on 18.
3. Stay on 4.x, it gets security fixes for another year.`,
        comments: [{ by: 'sam', ago: '170d22h', body: 'Went with 1, it was time. Zero code changes.' }],
      },
    ],
  },
  {
    key: 'webhook-order',
    board: 'connect',
    kind: 'question',
    title: 'Events arrive in the wrong order: shipped before packed',
    tags: ['webhooks'],
    by: 'priya',
    ago: '160d4h',
    votes: [8, 0],
    body: `\`shipment.shipped\` sometimes comes before \`shipment.packed\`; our state machine throws. Is the order not guaranteed?`,
    posts: [
      {
        by: 'ravi',
        ago: '159d23h',
        votes: [13, 0],
        accepted: true,
        body: `No, and it cannot honestly be: a retry of \`packed\` (your endpoint answered 503 once) comes after \`shipped\`, which went through at first try.

Two robust ways:

- **Treat the event as a hint.** On any \`shipment.*\` fetch \`/v2/shipments/{id}\` and store what's there. The truth is always there, and duplicates cost nothing. Recommended.
- **Use \`data.version\`.** It rises with each change of the object. Ignore an event whose version is lower than the one you've stored.

Don't use \`occurred_at\` for this, two changes in one millisecond exist.`,
        comments: [{ by: 'priya', ago: '159d3h', body: 'We did the first. Our code became half as long.' }],
      },
    ],
  },
  {
    key: 'bulk-products-upsert',
    board: 'connect',
    kind: 'question',
    title: 'Fastest way to update 80,000 products every night',
    tags: ['import', 'rest'],
    by: 'dana',
    ago: '149d5h',
    votes: [3, 0],
    body: `PUT one by one takes 4 hours. I see \`/v2/products/batch\` (100 each) and \`/v2/imports\`. Which is better?`,
    posts: [
      {
        by: 'ravi',
        ago: '149d1h',
        votes: [8, 0],
        accepted: true,
        body: `\`/v2/imports\` for anything above some thousands:

| way | 80,000 products | errors |
|---|---|---|
| PUT each | ~4 h | per request |
| batch of 100 | ~14 min | per row, same answer |
| import (NDJSON, gzip) | ~2 min | report to fetch after |

\`\`\`bash
gzip -c products.ndjson | curl -sf -X POST "$NL/v2/imports?object=product&mode=upsert" \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/x-ndjson' \\
  -H 'Content-Encoding: gzip' --data-binary @-
\`\`\`

Send only what changed if you can: unchanged rows are recognised by hash and skipped, but they still have to travel.`,
        comments: [
          {
            by: 'dana',
            ago: '148d5h',
            body: '1 min 50 s for 80,412 rows. 6 refused with good messages (units). Great!',
          },
        ],
      },
    ],
  },
  {
    key: 'decimal-as-string',
    board: 'connect',
    kind: 'question',
    title: 'Why are amounts strings and not numbers?',
    tags: ['rest', 'sdk'],
    by: 'olu',
    ago: '138d5h',
    votes: [2, 0],
    body: `\`"amount": "1250.10"\`. It forces us to parse everywhere. Is there a header to get numbers?`,
    posts: [
      {
        by: 'kolev',
        ago: '138d1h',
        votes: [9, 0],
        accepted: true,
        body: `There's none and be glad. \`1250.10\` as JSON number is read as a binary double by most parsers. Sum ten thousand of them and look at the cents:

\`\`\`js
> Array.from({ length: 10000 }, () => 0.1).reduce((a, b) => a + b)
1000.0000000001588
\`\`\`

Parse them into a decimal type (\`decimal.Decimal\`, \`BigDecimal\`, \`numeric\` in the database) at the border of your program, once.`,
        comments: [
          { by: 'olu', ago: '137d23h', body: 'Convinced by the 1588. We now use Decimal in one place.' },
        ],
      },
    ],
  },
  {
    key: 'webhook-localhost',
    board: 'connect',
    kind: 'question',
    title: 'How can I receive webhooks while developing on my laptop?',
    tags: ['webhooks'],
    by: 'nia',
    ago: '20d5h',
    body: `I'm new to this, sorry if it is obvious. I created a webhook with \`http://localhost:8080/hook\` and it says *address not allowed*. I understand Northline can't reach my laptop, but how do others test?`,
    posts: [
      {
        by: 'arjun',
        ago: '20d3h',
        votes: [6, 0],
        accepted: true,
        body: `Not a silly question at all. Three ways:

1. **Replay from the CLI.** \`nl webhooks listen --forward http://localhost:8080/hook\` opens an outgoing connection and forwards the events of your sandbox. Signatures are real. This is what I use.
2. A tunnel with a public https address, if your company allows such things.
3. For tests without network: \`nl webhooks sample shipment.shipped --sign whsec_test > event.http\` gives you a signed request to post with curl.

Start with 1.`,
        comments: [
          {
            by: 'nia',
            ago: '20d1h',
            body: `\`nl webhooks listen\` works, I saw my first event! Thank you for being so kind about it 😊`,
          },
          { by: 'bo', ago: '19d22h', body: 'First event is a good day. Welcome!' },
        ],
      },
    ],
  },
]
