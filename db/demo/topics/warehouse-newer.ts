import type { DemoTopic } from '../types.ts'

export const warehouseNewer: DemoTopic[] = [
  {
    key: 'zone-picking-merge',
    board: 'warehouse',
    kind: 'question',
    title: 'Zone picking: how do totes from three zones meet at one packing table?',
    tags: ['picking'],
    by: 'liam',
    ago: '98d7h',
    votes: [3, 0],
    body: `We've split into ambient, chilled and dangerous goods. Each zone picks its own tote. At packing, somebody walks around looking for the other two. There must be a better way, surely.`,
    posts: [
      {
        by: 'jess',
        ago: '98d2h',
        votes: [4, 0],
        body: 'We print a big number on the tote label and have three shelves. Low tech, works.',
      },
      {
        by: 'eli',
        ago: '97d23h',
        votes: [9, 0],
        accepted: true,
        body: `**Merge lanes.** *Site → Packing → Merge locations*: create e.g. 20 small ones. When the first tote of an order is dropped, it's given a lane; the others are sent to the same lane by the handheld ("take to M-07"). The lane lights up green in the packing view when all have arrived.

Dangerous goods can have *merge: at packing only*, so it doesn't stand in a lane with food.`,
        comments: [
          {
            by: 'liam',
            ago: '96d4h',
            body: 'Running since yesterday with 20 lanes; packing went from 38 to 55 orders an hour. Absolutely stoked.',
          },
        ],
      },
    ],
  },
  {
    key: 'label-offset-zt',
    board: 'warehouse',
    kind: 'question',
    title: 'Labels creep upwards, after 50 labels the barcode is cut',
    tags: ['labels', 'printing'],
    by: 'gabi',
    ago: '89d5h',
    body: 'First label perfect, each next one about 0.3 mm higher. After fifty the top is cut off. ZT230, label 100×50, template from Northline.',
    posts: [
      {
        by: 'sam',
        ago: '88d23h',
        votes: [7, 0],
        accepted: true,
        body: `Your media type is set to *continuous*, so the printer advances by label length in the template and never looks for the gap. The template says \`^LL400\`, but 50 mm at 203 dpi is 399.6 dots, plus a 3 mm gap = 424.

Add \`^MNY\` (gap sensing) at the top of the template and calibrate once: hold *Pause + Cancel* for 2 seconds, or send \`~JC\`.`,
        comments: [
          {
            by: 'gabi',
            ago: '88d22h',
            body: `\`~JC\` and \`^MNY\`: 200 labels, none creeping. Thank you so much, we threw away two rolls before asking.`,
          },
        ],
      },
    ],
  },
  {
    key: 'lot-merge',
    board: 'warehouse',
    kind: 'question',
    title: 'Merge two lots entered with different spelling (LOT-0045 and LOT0045)',
    tags: ['lots'],
    by: 'zsofia',
    ago: '80d4h',
    votes: [2, 0],
    body: `Same physical lot, entered twice at inbound with and without hyphen. GMP: everything must be traceable, so I can't just rename. What would be the compliant way?`,
    posts: [
      {
        by: 'eli',
        ago: '79d22h',
        votes: [8, 0],
        accepted: true,
        body: `**Lots → Merge** (needs the right *lot steward*). It doesn't rewrite history: the old movements keep the old lot number, and from the merge on, both numbers lead to one lot with an *alias*. A recall by either number finds everything. Reason and second signature are asked for if the site has *GxP* on.

To keep it from happening again: *Inbound → Lot pattern* \`^LOT-\\d{4}$\` refuses the unhyphenated one at the scanner.`,
        comments: [
          {
            by: 'zsofia',
            ago: '79d3h',
            body: 'This is how QA wanted it. The alias in the recall report convinced them.',
          },
        ],
      },
    ],
  },
  {
    key: 'temp-log-gap',
    board: 'warehouse',
    kind: 'question',
    title: 'Temperature probe readings missing for 20 minutes at each shift change',
    tags: ['mobile', 'inbound'],
    by: 'anneke',
    ago: '72d5h',
    votes: [4, 0],
    body: `The probe on the forklift sends each minute. At 06:00, 14:00 and 22:00 there's a hole of ~20 min. Customer's QA sees it as a break of the cold chain, so it's rather urgent for us.`,
    posts: [
      { by: 'thijs', ago: '71d23h', votes: [1, 0], body: `That's when drivers log out and in.` },
      {
        by: 'eli',
        ago: '71d4h',
        votes: [9, 0],
        accepted: true,
        body: `Thijs is on the right track: readings are sent under the *user's* session. On logout the app keeps buffering, but with "clear data at logout" (a privacy setting) it throws the buffer away.

**Device profile → Sensors → Send as: device** (since 5.10). Readings then belong to the truck, not to the driver, and survive every logout. For the holes of the past: the probe itself keeps 30 days; *Sensors → Backfill from probe* reads them when the forklift is docked.`,
        comments: [
          {
            by: 'anneke',
            ago: '70d20h',
            body: 'Backfilled 3 weeks, QA has closed the deviation. Heel erg bedankt!',
          },
        ],
      },
    ],
  },
  {
    key: 'pick-by-voice',
    board: 'warehouse',
    kind: 'question',
    title: 'Has anybody used voice picking with strong accents?',
    tags: ['picking'],
    by: 'liam',
    ago: '63d4h',
    body: `We have people from eleven countries. Vendor says "speaker independent". I'm sceptical. Experience?`,
    posts: [
      {
        by: 'jess',
        ago: '63d',
        votes: [2, 0],
        body: 'We tried for three months. Digits fine, "confirm" was "come firm" half of the time.',
      },
    ],
    closed: {
      reason: 'off-topic',
      by: 'sunniva',
      ago: '62d20h',
      note: 'Nothing to solve here, and it deserves more voices than one answer. Open it as a discussion in the Lounge, please.',
    },
  },
  {
    key: 'kit-explode',
    board: 'warehouse',
    kind: 'question',
    title: 'Kits are exploded into parts at import, but we pick the kit pre-packed',
    tags: ['picking', 'import'],
    by: 'nils',
    ago: '55d6h',
    body: `We pre-pack window kits. ERP sends the kit, Northline makes five lines of parts. How do I make it reserve the pre-packed one first and only explode if there's none?`,
    posts: [
      {
        by: 'ines',
        ago: '55d1h',
        votes: [6, 0],
        accepted: true,
        body: `*Product → Kit → Fulfilment*: \`always_explode | stock_first | never_explode\`. You want \`stock_first\`.

Two things to check:

- Import profile → *Kits*: must be "keep", else the kit is gone before this rule sees it.
- Backorders: with stock_first a partly available kit order is split (3 pre-packed + 2 exploded). If your customers mind, tick *don't mix*.`,
        comments: [{ by: 'nils', ago: '54d20h', body: '"keep" was the missing one. Tack, works.' }],
      },
    ],
  },
  {
    key: 'weight-scale-driver',
    board: 'warehouse',
    kind: 'question',
    title: 'Packing scale via RS-232 adapter shows 0.000',
    tags: ['printing'],
    by: 'lars',
    ago: '47d5h',
    body: 'Mettler BBA231 over USB adapter on the packing PC. Print Bridge lists the port, weight is always 0.000.',
    posts: [
      {
        by: 'sunniva',
        ago: '46d22h',
        votes: [1, 0],
        body: `To help we would need three things: the Bridge's version, the scale's protocol setting (menu *COM → Protocol*: MT-SICS, Continuous, Dialog?), and ten lines from \`bridge.log\` with \`level = debug\` while something lies on the scale.`,
        comments: [
          { by: 'lars', ago: '46d3h', body: `I'm on another site until next week, will bring them then.` },
        ],
      },
    ],
    closed: {
      reason: 'needs-detail',
      by: 'sunniva',
      ago: '38d3h',
      note: 'Still waiting for the three things below; editing them into the question opens it again.',
    },
  },
  {
    key: 'inventory-valuation-export',
    board: 'warehouse',
    kind: 'question',
    title: 'Stock on a past date for the auditor',
    tags: ['exports', 'cycle-count'],
    by: 'elena',
    ago: '40d5h',
    body: 'Need quantities per SKU as of the last day of the quarter, 24:00. The stock screen shows only now.',
    posts: [
      {
        by: 'bo',
        ago: '39d23h',
        votes: [6, 0],
        accepted: true,
        body: `**Reports → Stock as of**. Date, time, zone. It rolls back the movements from now, so it's exact, lots included, as far back as your movements reach.

"24:00" matters: choose 00:00 of the *following* day, in the *site's* zone. And run it for all sites in one go: transfers that were on the road at midnight are under *In transit*, which everybody forgets.`,
        comments: [
          {
            by: 'elena',
            ago: '39d3h',
            body: 'In transit was 212 pallets! Thank you, would have been a very unpleasant meeting.',
          },
        ],
      },
    ],
  },
  {
    key: 'rf-menu-hide',
    board: 'warehouse',
    kind: 'question',
    title: 'Hide menu entries on handhelds for temporary staff',
    tags: ['mobile', 'roles'],
    by: 'wanjiru',
    ago: '33d4h',
    body: 'Seasonal workers need two of fourteen functions. They get lost in the menu. Can I hide the rest without a separate device profile for each person?',
    posts: [
      {
        by: 'kwame',
        ago: '32d23h',
        votes: [3, 0],
        accepted: true,
        body: 'Yes, by site role: *Roles → Handheld menu* shows tick boxes. Make a role "Season", tick *Pick* and *Move*, give it to them. If there are only two entries the app opens the first directly.',
        comments: [{ by: 'wanjiru', ago: '32d20h', body: 'Asante! They now learn it in five minutes.' }],
      },
    ],
  },
  {
    key: 'photo-damage-upload',
    board: 'warehouse',
    kind: 'question',
    title: 'Photos of damaged goods upload forever on 4G',
    tags: ['mobile', 'inbound'],
    by: 'camila',
    ago: '26d5h',
    votes: [2, 0],
    body: `Inbound photos of 12 megapixels over 4G… the app is blocked until it's done. Is there a way to make them smaller or send them later? 😅`,
    posts: [
      {
        by: 'noam',
        ago: '25d23h',
        votes: [4, 0],
        accepted: true,
        body: 'Both: *Device profile → Photos → Longest side* 1600 px (about 300 kB each) and *Upload: when on Wi-Fi*. The goods receipt is booked at once and the photos follow, marked as "2 photos pending".',
        comments: [{ by: 'camila', ago: '25d21h', body: 'Perfeito! From 90 seconds to "already done" 🚀' }],
      },
    ],
  },
  {
    key: 'putaway-mixed-lots',
    board: 'warehouse',
    kind: 'question',
    title: 'Prevent two lots of one product in the same pick location',
    tags: ['putaway', 'lots'],
    by: 'minh',
    ago: '4d5h',
    body: 'Auditor wants that in one location only one lot of the same product. Different products can share. I find "mixed products" yes/no but nothing for lots.',
    posts: [
      {
        by: 'aylin',
        ago: '3d23h',
        votes: [1, 0],
        body: 'Is there not *Location type → Mixing*?',
        comments: [
          { by: 'minh', ago: '3d22h', body: 'Yes but it has only: all, one product, one handling unit.' },
        ],
      },
      {
        by: 'eli',
        ago: '3d4h',
        votes: [6, 0],
        accepted: true,
        body: `It's one level deeper: *Location type → Mixing → Per product → Lots: one*. So mixing "all" at the first level (different products may share), and "one lot" for each product.

Existing mixes aren't moved. **Stock → Exceptions → Violates mixing** lists them, and you can make move tasks from there.`,
        comments: [
          {
            by: 'minh',
            ago: '2d21h',
            body: '34 locations on the list, tasks created for the night shift. 👍',
          },
        ],
      },
    ],
  },
  {
    key: 'handheld-slow-513',
    board: 'warehouse',
    kind: 'question',
    title: 'Handheld 5.13 takes 4 seconds after each scan',
    tags: ['mobile', 'performance', 'upgrade'],
    by: 'jonas',
    ago: '12d6h',
    votes: [7, 0],
    body: `Since the update to 5.13 every scan takes about 4 s until the next screen. 5.12 was below 1 s. TC26, Android 10, 3 GB memory. Restart doesn't help.`,
    posts: [
      {
        by: 'tyler',
        ago: '12d2h',
        votes: [4, 0],
        body: `Same on TC52 but more like 2 s. Rolled 5 devices back to 5.12 and they're fine.`,
      },
      {
        by: 'eli',
        ago: '11d22h',
        votes: [11, 0],
        accepted: true,
        body: `Found, thank you both for the logs. 5.13 checks for a new label template after *each* scan rather than once per session, and on Android 10 it opens a new TLS connection every time.

Immediate: **Device profile → Labels → Template refresh = at login**. No app update required, it's read within 5 minutes.

5.13.1 corrects the default and is in the store tomorrow.`,
        comments: [
          { by: 'jonas', ago: '11d4h', body: '0.6 s with the setting. Rolling out 5.13.1 on Thursday.' },
          { by: 'tyler', ago: '10d22h', body: 'Confirmed on 40 devices.' },
        ],
      },
    ],
  },
  {
    key: 'picklist-sort-mezz',
    board: 'warehouse',
    kind: 'question',
    title: 'Pick list sorts the mezzanine between aisles 4 and 5',
    tags: ['picking'],
    by: 'sam',
    ago: '1d9h',
    body: 'Location names: A04-…, A05-…, M01-…(mezzanine, stairs behind aisle 12). The pick path goes up the stairs in the middle. I suppose it sorts by coordinates, and the mezzanine lies above aisle 4.',
    posts: [
      {
        by: 'bo',
        ago: '1d5h',
        votes: [5, 0],
        accepted: true,
        body: `It does, with x and y only. Give the mezzanine its own **path segment**: *Site → Pick path → Segments*, M after A12, "enter at: A12-99". Then it's visited in one go.

If going up is expensive, add *cost 180 s* to the segment, and the wave builder will prefer to give mezzanine lines to one person.`,
        comments: [
          {
            by: 'sam',
            ago: '1d2h',
            body: `Enter at, that's the thing. Pickers thank you, and so do their knees.`,
          },
        ],
      },
    ],
  },
  {
    key: 'label-japanese',
    board: 'warehouse',
    kind: 'question',
    title: 'Printing Japanese addresses on ZT411: which font do I need?',
    tags: ['labels'],
    by: 'yuki',
    ago: '4d6h',
    votes: [2, 0],
    body: `Delivery labels to Japan with address lines such as 東京都港区芝公園4丁目2−8. With \`^CI28\` and Swiss 721 the printer gives empty boxes. Is a font to be bought?`,
    posts: [
      {
        by: 'keiko',
        ago: '4d3h',
        votes: [6, 0],
        accepted: true,
        body: `We have done this. The printer needs a CJK font, it is not in the standard flash. Noto Sans JP can be used free of charge (SIL OFL). As TTF it is about 5 MB, so choose the subset and store it on E: with the Print Bridge → *Printer → Fonts → Upload*.

\`\`\`
^XA^CI28
^CWJ,E:NOTOSJP.TTF
^FO40,200^AJN,34,34^FD東京都港区芝公園4丁目2−8^FS
^XZ
\`\`\`

Please print one test label after power off as well: some fonts are stored in R: (memory) by default and are gone in the morning.`,
        comments: [
          {
            by: 'yuki',
            ago: '3d23h',
            body: 'It prints properly also after power off. Mori-san, thank you for your kind help.',
          },
        ],
      },
    ],
  },
  {
    key: 'cross-dock-reserved',
    board: 'warehouse',
    kind: 'question',
    title: 'Cross-dock goods are put away although an order waits for them',
    tags: ['inbound', 'picking'],
    by: 'mei',
    ago: '2d7h',
    body: 'Goods arrive with an ASN, an open backorder exists for 40 cartons, and still putaway sends them to high bay. Cross-docking is "on" for the site. Warehouse 7.3.1.',
    posts: [
      {
        by: 'ines',
        ago: '2d2h',
        votes: [3, 0],
        body: `Three conditions have to hold, and the third surprises most people: site *on*, product *cross-dock allowed*, and the order due within the **window** (default 4 h). What's the due date of the backorder?`,
        comments: [
          {
            by: 'mei',
            ago: '2d',
            body: `Due tomorrow 18:00, so outside of 4 hours. I've set the window to 36 h and will see the next truck this evening.`,
          },
        ],
      },
    ],
  },
  {
    key: 'carrier-label-timeouts',
    board: 'warehouse',
    kind: 'question',
    title: 'Carrier label takes 30 s when several packing tables print at the same time',
    tags: ['labels', 'printing'],
    by: 'wanjiru',
    ago: '21h40m',
    votes: [1, 0],
    body: 'From about 6 packing tables on, labels of one carrier need 20 to 30 s. Other carriers are quick. Bridge 2.6, warehouse 7.3.1. In the job list I see "carrier lock". Is it possible that labels of one carrier are requested one at a time?',
    posts: [
      {
        by: 'elena',
        ago: '19h',
        votes: [1, 0],
        body: `We see the same with the same carrier (the yellow one). It's better before 10 o'clock.`,
      },
    ],
  },
  {
    key: 'lot-regex-gs',
    board: 'warehouse',
    kind: 'question',
    title: 'Lot pattern refuses lots that contain a slash',
    tags: ['lots', 'scanners'],
    by: 'thijs',
    ago: '4h50m',
    body: `Supplier changed the lots to \`24/1187-B\`. Pattern in the inbound profile is \`^[A-Z0-9-]+$\`. I can add the slash, but does anything behind it (labels, exports, EDI) have trouble with a slash in a lot?`,
    posts: [],
  },
  {
    key: 'stocktake-two-teams',
    board: 'warehouse',
    kind: 'question',
    title: 'Two teams counted the same aisle, how do I discard one count?',
    tags: ['cycle-count'],
    by: 'kwame',
    ago: '1h35m',
    body: 'Both teams counted aisle C in the yearly count (my mistake with the lists). Now every location has two results and the system wants me to decide 212 times. Can I throw away everything of team 2 at once?',
    posts: [],
  },
  {
    key: 'dup-labels-questionmark',
    board: 'warehouse',
    kind: 'question',
    title: 'Croatian letters č ć đ become question marks on labels',
    tags: ['labels'],
    by: 'vera',
    ago: '150d4h',
    body: 'Location labels and also customer names: č, ć, đ are printed as "?". Preview OK, printer ZT411.',
    comments: [{ by: 'vera', ago: '149d20h', body: 'Yes, that solves it: CI28 and the other font. Thanks.' }],
    posts: [],
    duplicateOf: {
      key: 'zpl-utf8-labels',
      by: 'mo',
      ago: '149d22h',
      note: 'Same cause: encoding and font on the printer. If that answer leaves something open for you, say so and I will open this again.',
    },
  },
]
