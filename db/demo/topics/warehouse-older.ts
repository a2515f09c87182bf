import type { DemoTopic } from '../types.ts'

export const warehouseOlder: DemoTopic[] = [
  {
    key: 'zpl-utf8-labels',
    board: 'warehouse',
    kind: 'question',
    title: 'Zebra prints "?" instead of ă, ș, ț on location labels',
    tags: ['labels'],
    by: 'andrei',
    ago: '259d5h',
    votes: [11, 0],
    body: `Labels print fine apart from Romanian letters. Template head:

\`\`\`
^XA
^PW812
^CI0
^FO40,40^A0N,40,40^FD{location.name}^FS
^XZ
\`\`\`

Printer ZT411, firmware V92.21.15Z. In the preview the letters are right.`,
    posts: [
      {
        by: 'kolev',
        ago: '258d22h',
        votes: [4, 0],
        body: `\`^CI0\` is the US code page, it has none of these. Use \`^CI27\` (Windows-1252).`,
        comments: [
          {
            by: 'andrei',
            ago: '258d20h',
            body: 'Did not work: ă is right neither. I think 1252 has no ș ț.',
          },
        ],
      },
      {
        by: 'eli',
        ago: '258d3h',
        votes: [16, 0],
        accepted: true,
        body: `Two changes, both needed:

\`\`\`diff
 ^XA
 ^PW812
-^CI0
-^FO40,40^A0N,40,40^FD{location.name}^FS
+^CI28
+^FO40,40^A@N,40,40,E:TT0003M_.FNT^FD{location.name}^FS
\`\`\`

1. \`^CI28\` tells the printer that the field data is UTF-8, which is what the Print Bridge sends.
2. Font \`0\` is a bitmap-era font without ș and ț (comma below). \`TT0003M_\` (Swiss 721) ships on every ZT-series printer and has them. \`^HWE:*.FNT\` lists what yours has.

Why the preview was right: it renders with our fonts, not the printer's. We are adding a warning.`,
        edited: {
          ago: '258d1h',
          reason: 'the font matters as much as the encoding',
          now: 'Two changes, both needed:',
          was: 'Change the encoding:',
        },
        comments: [{ by: 'andrei', ago: '257d23h', body: 'ș and ț with comma, even. Mulțumesc!' }],
      },
    ],
  },
  {
    key: 'scanner-double-scan',
    board: 'warehouse',
    kind: 'question',
    title: 'Handheld books a pick twice when Wi-Fi drops between two access points',
    tags: ['scanners', 'mobile'],
    by: 'jess',
    ago: '244d4h',
    votes: [7, 0],
    body: `Aisle 14 is where our Wi-Fi goes to die. When a picker scans there, sometimes the pick is booked **twice**, and the stock is off by one until the next count. TC52, Handheld 5.9, Android 11.

The log around it:

\`\`\`
10:41:07.312 pick.confirm 7f3c sent
10:41:12.315 pick.confirm 7f3c timeout, queued
10:41:19.020 pick.confirm 91aa sent (retry of 7f3c)
10:41:19.260 pick.confirm 91aa ok
10:41:19.401 pick.confirm 7f3c ok
\`\`\``,
    posts: [
      {
        by: 'rob',
        ago: '243d23h',
        votes: [2, 1],
        body: 'Fix your Wi-Fi.',
        comments: [
          {
            by: 'jess',
            ago: '243d22h',
            body: `Working on it, Rob 😄 but a confirm shouldn't count double because a ceiling is made of steel.`,
          },
        ],
      },
      {
        by: 'eli',
        ago: '243d2h',
        votes: [19, 0],
        accepted: true,
        body: `Jess is right, it shouldn't. The retry got a **new** id (\`91aa\`) instead of repeating \`7f3c\`, so the server could not know that they are the same pick. That is our bug, in 5.8 and 5.9, when the app was put in the background between the timeout and the retry.

Fixed in **5.9.2** (out today): the id is stored with the scan, before the first attempt.

Until you've rolled it out: *Device profile → Network → Retry in background = off*. The picker then sees "not confirmed, scan again" instead of a silent retry.

To find doubles from the past weeks: **Stock → Movements**, filter *same order line, same device, within 60 s*.`,
        comments: [
          {
            by: 'jess',
            ago: '242d5h',
            body: 'Rolled out to 30 devices over lunch, 11 doubles corrected. Thanks for owning it!',
          },
        ],
      },
      {
        by: 'mo',
        ago: '241d22h',
        votes: [3, 0],
        body: 'For others who find this: 5.9.2 is in the store and in the MDM channel. Mixed versions are fine.',
      },
    ],
  },
  {
    key: 'fefo-ignores-lot',
    board: 'warehouse',
    kind: 'question',
    title: 'FEFO picks a later expiry date although an earlier lot is available',
    tags: ['lots', 'picking'],
    by: 'minh',
    ago: '231d6h',
    votes: [6, 0],
    body: 'Cold store, frozen fish. Allocation FEFO. It takes lot L-0312 (exp 30 Nov) and leaves L-0298 (exp 12 Nov) in the reserve. Is FEFO not strict?',
    posts: [
      {
        by: 'thijs',
        ago: '230d23h',
        votes: [5, 0],
        body: 'Look if L-0298 is on a full pallet. With us the *pick face first* rule comes before FEFO: it takes what lies in the pick location, and the reserve only by replenishment.',
        comments: [
          {
            by: 'minh',
            ago: '230d22h',
            body: 'Yes it is full pallet in reserve! But food safety wants the earliest date first, wherever it lies.',
          },
        ],
      },
      {
        by: 'eli',
        ago: '230d2h',
        votes: [11, 0],
        accepted: true,
        body: `Thijs has the reason. The order of rules is in **Allocation → Strategy**, and it is a list that you can drag:

| # | default | for food |
|---|---|---|
| 1 | pick face first | earliest expiry (FEFO) |
| 2 | earliest expiry (FEFO) | whole pallet if it fits |
| 3 | nearest location | pick face first |
| 4 | – | nearest location |

If FEFO is first, it is strict. There will be more replenishment moves, so add *tolerance: 2 days* unless your customer forbids it: lots within 2 days then count as equal, and the pick face wins between them.`,
        comments: [
          {
            by: 'minh',
            ago: '229d20h',
            body: 'With tolerance 1 day the replenishment only grew 8 %. Cảm ơn 🙏',
          },
        ],
      },
    ],
  },
  {
    key: 'cycle-count-freeze',
    board: 'warehouse',
    kind: 'question',
    title: 'Can people pick from a location while it is being counted?',
    tags: ['cycle-count'],
    by: 'kwame',
    ago: '221d5h',
    votes: [3, 0],
    body: 'During a cycle count a picker took two boxes from the location I was counting, and I booked a difference of −2 which was no difference. Can the location be locked only for counting?',
    posts: [
      {
        by: 'bo',
        ago: '220d23h',
        votes: [7, 0],
        accepted: true,
        body: `You don't even need the lock: use **snapshot counting** (*Counting → Settings → Mode*). The system notes the moment you open the location and applies the moves that happen until you confirm, so "counted 48, 2 picked meanwhile, expected 50" gives zero difference.

If you'd rather lock: *Mode → freeze*. Then pickers get the next location and see "being counted by Kwame". For medicines I'd take freeze; for shoes snapshot.`,
        comments: [
          { by: 'kwame', ago: '220d4h', body: `It's medicines, so freeze. Auditor liked that too.` },
        ],
      },
    ],
  },
  {
    key: 'sscc-duplicate',
    board: 'warehouse',
    kind: 'question',
    title: 'Customer complains about duplicate SSCC, our range should last 10 years',
    tags: ['handling-units', 'labels', 'edi'],
    by: 'anneke',
    ago: '209d4h',
    votes: [8, 0],
    body: `Retailer's portal: *"SSCC 387123450000012343 already received on {{iso -70}}"*. We use extension digit 3 and company prefix 8712345. Serial length then is 9 digits, so a thousand million numbers... We are at 1234.`,
    posts: [
      {
        by: 'thijs',
        ago: '208d22h',
        votes: [1, 0],
        body: 'Could it be that the check digit is wrong and two serials have the same number?',
      },
      {
        by: 'bo',
        ago: '208d3h',
        votes: [14, 0],
        accepted: true,
        body: `Count the digits: 1 extension + 7 prefix + 9 serial + 1 check = 18, fine, and the check digit is fine too (I did it by hand: 3). So the number is legal, it's just not new.

How many **sites** do you have? Ranges are per site. If two sites have the same prefix *and* the same extension digit, they both count from 1. Site Venlo at 1234, and was Breda there ten weeks ago?`,
        comments: [
          {
            by: 'anneke',
            ago: '208d2h',
            body: 'Breda was at 1234 on {{day -70}}. 🤦 Both have extension 3.',
          },
          {
            by: 'bo',
            ago: '208d1h',
            body: `Give Breda extension 4 and nobody has to renumber anything. GS1 doesn't care what the digit means. For the pallets already on the road: the retailer can usually book by delivery note when the SSCC clashes.`,
          },
          {
            by: 'anneke',
            ago: '206d',
            body: `Done, and I've asked Northline for a check that refuses equal ranges.`,
          },
        ],
      },
      {
        by: 'eli',
        ago: '205d22h',
        votes: [6, 0],
        body: `There'll be one: 7.2 refuses the second range with the name of the first.`,
      },
    ],
  },
  {
    key: 'print-bridge-offline',
    board: 'warehouse',
    kind: 'question',
    title: 'Print Bridge says "offline" every Monday morning',
    tags: ['printing'],
    by: 'rob',
    ago: '196d3h',
    votes: [5, 0],
    body: `Every Monday at 6 the Print Bridge is "offline" and someone has to restart the service on the Windows box. Tuesday to Friday it's fine. Version 2.4.

\`\`\`
WARN  session refresh failed: unable to verify the first certificate
ERROR giving up after 5 attempts, waiting for restart
\`\`\``,
    posts: [
      {
        by: 'sam',
        ago: '195d22h',
        votes: [2, 0],
        body: 'The box goes to sleep over the weekend? Ours did.',
        comments: [
          {
            by: 'rob',
            ago: '195d21h',
            body: `It's a server in a cupboard. It never sleeps. Unlike me on Mondays.`,
          },
        ],
      },
      {
        by: 'eli',
        ago: '195d1h',
        votes: [9, 0],
        accepted: true,
        body: `"Unable to verify the first certificate" means somebody in between presents a certificate the bridge doesn't know: on Sunday nights your firewall probably does TLS inspection while it updates its exclusion list. The bridge gives up after five attempts; that is our part, and 2.5 retries for ever with growing pauses.

Your part: exclude \`*.print.northline.example\` from inspection, or give the bridge your company's root:

\`\`\`ini
; C:\\ProgramData\\Northline\\bridge.ini
[tls]
extra_ca = C:\\ProgramData\\Northline\\hadley-root.pem
\`\`\``,
        comments: [
          {
            by: 'rob',
            ago: '188d6h',
            body: 'IT confirms the Sunday thing. Root added, two Mondays without me driving in early. Much obliged.',
          },
        ],
      },
    ],
  },
  {
    key: 'putaway-height',
    board: 'warehouse',
    kind: 'question',
    title: 'Putaway suggests locations that are too low for the pallet',
    tags: ['putaway'],
    by: 'matti',
    ago: '187d5h',
    body: 'Pallet 1,95 m. System suggests a location with 1,80 m clear height. Height is entered in both. What am I missing?',
    posts: [
      {
        by: 'ines',
        ago: '186d23h',
        votes: [6, 0],
        accepted: true,
        body: `The rule that compares them is off by default. *Putaway → Constraints → Height* on, **and** enter a clearance (I take 10 cm).

Then check which height it takes: *handling unit height* if it was measured at inbound, otherwise product height × layers + pallet (14.4 cm for EUR). If you don't record layers, it thinks the pallet is one layer high, which fits anywhere.`,
        comments: [
          {
            by: 'matti',
            ago: '186d3h',
            body: 'It was layers. We had none. Now scanning layers at inbound, suggestions are right.',
          },
        ],
      },
    ],
  },
  {
    key: 'wave-release-locks',
    board: 'warehouse',
    kind: 'question',
    title: 'Wave release hangs for minutes: "waiting for allocation lock"',
    tags: ['picking', 'performance'],
    by: 'tyler',
    ago: '174d4h',
    votes: [9, 0],
    body: 'Release of a wave with 1,800 lines shows *waiting for allocation lock* for 6–8 minutes at 7am. If I release at 7:20 it takes 20 seconds. What else takes that lock at 7?',
    posts: [
      {
        by: 'kolev',
        ago: '173d23h',
        votes: [8, 0],
        body: 'The lock is per site and product group. Jobs that take it: replenishment, cycle count with freeze, imports of orders with *allocate on import*. My bet is on the last: look in *Jobs → History* for an order import at 7.',
        comments: [
          {
            by: 'tyler',
            ago: '173d22h',
            body: 'There IS an import from our ERP at 6:55, with ~9,000 orders, allocate on import = yes.',
          },
        ],
      },
      {
        by: 'eli',
        ago: '173d2h',
        votes: [12, 0],
        accepted: true,
        body: `That's it. Allocating 9,000 orders one after the other before the wave, only for the wave to allocate again, is work done twice. Set the import profile to **allocate: never** and leave it to the wave.

If some orders do need stock at once (same-day, say), use *allocate: by priority* with priority ≥ 8.`,
        comments: [
          {
            by: 'tyler',
            ago: '171d20h',
            body: '7am release: 24 seconds. And the import went from 12 minutes to 2. I owe Dimitar a coffee.',
          },
          { by: 'kolev', ago: '171d19h', body: 'Sofia, any day.' },
        ],
      },
    ],
  },
  {
    key: 'gs1-fnc1',
    board: 'warehouse',
    kind: 'question',
    title: 'GS1-128 label: scanner reads "0104912345678904" but not the lot behind it',
    tags: ['scanners', 'labels'],
    by: 'keiko',
    ago: '163d5h',
    votes: [6, 0],
    body: `We print (01)04912345678904(10)AB12(17)261130. The handheld takes the GTIN and puts \`AB1217261130\` into the lot field. Is it possible to teach it the AI 17?`,
    posts: [
      {
        by: 'thijs',
        ago: '162d22h',
        body: 'You may set a fixed length of 4 for the lot in the scan profile.',
        comments: [
          { by: 'keiko', ago: '162d21h', body: 'Thank you, but our lots have between 4 and 9 characters.' },
        ],
      },
      {
        by: 'bo',
        ago: '162d2h',
        votes: [13, 0],
        accepted: true,
        body: `The scanner is innocent: the label lacks a separator. AI 10 (lot) has variable length, so it must end with **FNC1** unless it is the last element. Two ways:

1. Put the fixed-length ones first: \`(01)…(17)261130(10)AB12\`. No separator needed, the label gets shorter. My preference.
2. Or insert FNC1 after the lot. In ZPL with \`^BC\` in mode D the parentheses do it for you:

\`\`\`
^BY3^BCN,120,Y,N,N,D
^FD(01)04912345678904(10)AB12(17)261130^FS
\`\`\`

With raw \`>8\` (FNC1 in subset C) you do it by hand, which is how such labels usually come into being.`,
        comments: [
          {
            by: 'keiko',
            ago: '161d23h',
            body: 'We changed the order of elements, and all devices read it. どうもありがとうございます。',
          },
        ],
      },
    ],
  },
  {
    key: 'replen-too-late',
    board: 'warehouse',
    kind: 'question',
    title: 'Replenishment is created only when the pick face is already empty',
    tags: ['replenishment', 'picking'],
    by: 'beatriz',
    ago: '151d6h',
    body: 'Pickers stand in front of empty locations and wait. Minimum is set to 20, but the move is created at 0. Warehouse 7.1.',
    posts: [
      {
        by: 'pavel',
        ago: '151d1h',
        votes: [5, 0],
        accepted: true,
        body: `Look in *Replenishment → Trigger*. There are three: \`at_zero\`, \`below_minimum\`, \`by_demand\`. When you migrate from 6 it stays at_zero. Minimum is only used by the second.

Better still is \`by_demand\`: it adds the open lines of the coming wave and brings what's missing **before** the pickers start.`,
        comments: [
          {
            by: 'beatriz',
            ago: '149d',
            body: 'by_demand. Nobody waits. Minimum is now irrelevant, is that right?',
          },
          { by: 'pavel', ago: '148d22h', body: 'Right, except as a floor at night. Leave the 20.' },
        ],
      },
    ],
  },
  {
    key: 'serial-at-outbound-only',
    board: 'warehouse',
    kind: 'question',
    title: 'Capture serial numbers only when shipping, not at inbound',
    tags: ['scanners', 'picking'],
    by: 'lars',
    ago: '142d4h',
    body: `We sell inverters. Nobody wants to scan 600 serials at inbound; the customer's warranty needs them at shipping. Is "serial at outbound only" possible?`,
    posts: [
      {
        by: 'bo',
        ago: '141d22h',
        votes: [5, 0],
        accepted: true,
        body: `*Product → Tracking → Serial* has three values, and "outbound" is the one you want. It asks for each serial at packing and stores it with the delivery.

The price: you can't see serials in stock, and a return can't be matched to a *stock* unit, only to the delivery. For warranty this is enough.

Tip: allow *serial range* for boxes, first and last scanned, and it fills in between if the count agrees.`,
        comments: [
          { by: 'lars', ago: '141d20h', body: 'The range trick saves us about 500 scans a day. Tak!' },
        ],
      },
    ],
  },
  {
    key: 'inbound-over-delivery',
    board: 'warehouse',
    kind: 'question',
    title: 'Supplier delivers 3% too much and inbound refuses it',
    tags: ['inbound'],
    by: 'aroha',
    ago: '131d6h',
    votes: [2, 0],
    body: `Kiwifruit isn't counted to the piece. Growers deliver 2–4 % more than the ASN and the handheld says *quantity exceeds expected (IN-031)*. Can we allow 5 %?`,
    posts: [
      {
        by: 'helga',
        ago: '131d1h',
        votes: [4, 0],
        accepted: true,
        body: `Yes! *Supplier → Inbound → Tolerance over* 5 %, *under* 5 %. Can be per product group as well, which wins over the supplier.

What's above goes to a question for the supervisor instead of a refusal, if you tick "ask".`,
        comments: [{ by: 'aroha', ago: '130d22h', body: `Ka pai, that's precisely it.` }],
      },
    ],
  },
  {
    key: 'android-kiosk-exit',
    board: 'warehouse',
    kind: 'question',
    title: 'Leave kiosk mode on a handheld when the admin PIN is forgotten',
    tags: ['mobile', 'scanners'],
    by: 'sam',
    ago: '119d5h',
    body: `Inherited 12 Honeywell CT40 in kiosk mode from the previous team. Nobody knows the PIN. Factory reset is what I want to avoid since they're enrolled.`,
    posts: [
      {
        by: 'noam',
        ago: '118d22h',
        votes: [4, 0],
        accepted: true,
        body: `If they're still enrolled you don't need the PIN: **Devices → select all → Kiosk → New PIN**. They fetch it within a minute of being online; the old one stops.

If one is not online: plug in Ethernet cradle, kiosk mode allows that.`,
        comments: [{ by: 'sam', ago: '118d20h', body: `12 of 12. No reset. You're a star.` }],
      },
    ],
  },
  {
    key: 'stock-negative',
    board: 'warehouse',
    kind: 'question',
    title: 'Negative stock after order import: how can −4 exist at all?',
    tags: ['cycle-count', 'import'],
    by: 'dana',
    ago: '108d5h',
    votes: [4, 0],
    body: `Location A-03-2 has −4 of SKU 88120. I thought that's impossible. Who may make it negative?`,
    posts: [
      {
        by: 'elena',
        ago: '107d23h',
        votes: [2, 0],
        body: 'Possible if *Allow negative* is on at the site. Often switched on for go-live and forgotten.',
        comments: [{ by: 'dana', ago: '107d22h', body: `It's off. I checked this first.` }],
      },
      {
        by: 'kolev',
        ago: '107d3h',
        votes: [6, 0],
        body: 'Then look at the order of bookings. If a pick is confirmed **offline** on the handheld at 10:00 and a correction of −4 is booked at 10:05 in the office, and the device syncs at 10:10, the server accepts the pick because it happened earlier than the correction.',
      },
      {
        by: 'eli',
        ago: '106d22h',
        votes: [8, 0],
        accepted: true,
        body: `Kolev describes it exactly. Physical facts (an item that is already on a truck) are accepted even if they make the book negative, and an entry appears in **Exceptions → Book below zero**. "Allow negative" governs *planned* bookings only.

The right repair is to count A-03-2, not to correct by +4: the correction at 10:05 was probably made *because* the pick was missing.`,
        comments: [
          {
            by: 'dana',
            ago: '106d',
            body: 'Counted: 0. So the pick was real and our correction was the duplicate. Makes sense now.',
          },
        ],
      },
    ],
  },
]
