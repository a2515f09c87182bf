import type { DemoTopic } from '../types.ts'

export const lounge: DemoTopic[] = [
  {
    key: 'welcome',
    board: 'lounge',
    kind: 'announcement',
    title: 'Welcome to the Northline community',
    tags: ['feedback'],
    by: 'ada',
    ago: '265d5h',
    votes: [18, 0],
    body: `This is the place where people who run warehouses, trucks and invoices with Northline help each other, and where we listen and answer.

**How it works**

- *Ask* on the board of the product. Say what you did, what happened, and which version you have.
- *Answer* what you know. A first guess is welcome if you say that it's one.
- *Accept* the answer that solved it. The next person with the same problem will thank you silently.
- If your company has a support contract, a question that stays without an answer finds its way to an engineer by itself. You can see when.

We answer under our own names. I'm Ada, I look after this place, together with Mo and Sunniva.`,
    posts: [
      {
        by: 'bo',
        ago: '265d1h',
        votes: [9, 0],
        body: 'Looking forward to it. The old mailing list had its charm, but try finding anything in it.',
      },
      { by: 'anneke', ago: '264d22h', votes: [4, 0], body: 'Hi all, Venlo here: 3 cold stores, 90 trucks.' },
      {
        by: 'rob',
        ago: '264d5h',
        votes: [6, 0],
        body: 'Does it do notifications in moderation? Asking as someone with 4,000 unread mails.',
      },
      {
        by: 'ada',
        ago: '264d4h',
        votes: [5, 0],
        body: `One digest only if you haven't been here, Rob, and every mail has a link to stop exactly that kind of mail.`,
      },
    ],
  },
  {
    key: 'rel-warehouse-73',
    board: 'lounge',
    kind: 'announcement',
    title: 'Warehouse 7.3: merge lanes for all, lot patterns, quicker waves',
    tags: ['release-notes', 'upgrade'],
    by: 'pia',
    ago: '49d5h',
    votes: [12, 0],
    body: `Out today for everyone in the *standard* ring, in two weeks in *calm*.

**New**

- *Merge lanes* are no longer in preview. Lanes can be shared between packing areas.
- *Lot patterns* per supplier, checked at the scanner.
- *Stock as of* works across all sites in one report.

**Changed**

- Wave release allocates per zone in parallel. In our measurements: 1,800 lines from 74 s to 21 s.
- Two sites with the same SSCC prefix and extension digit are now refused ([why](topic:sscc-duplicate)).

**Please check before**: label templates that use \`^CI0\` show a warning in the preview. They continue to print as before.`,
    posts: [
      { by: 'tyler', ago: '48d22h', votes: [3, 0], body: 'Wave release: 24 s → 11 s here. Nice.' },
      { by: 'hpbrandl', ago: '48d20h', votes: [2, 0], body: 'Does *calm* get 7.3.0 or 7.3.1?' },
      { by: 'pia', ago: '48d19h', votes: [3, 0], body: '7.3.1. *Calm* never gets a .0.' },
    ],
  },
  {
    key: 'season-staff',
    board: 'lounge',
    kind: 'discussion',
    title: 'How do you train seasonal staff? Share what works',
    tags: ['tips'],
    by: 'jess',
    ago: '110d5h',
    votes: [16, 0],
    body: `Peak season is coming, and we'll have 60 people who've never held a scanner. Last year we did a two-hour classroom thing, and it was... forgettable. What do you do?`,
    posts: [
      {
        by: 'bo',
        ago: '110d3h',
        votes: [9, 0],
        body: 'Pairs. The first two hours the new one only *looks*, the next two they scan and the old one looks. No classroom. The experienced ones get a small bonus per person who passes.',
      },
      {
        by: 'rob',
        ago: '110d2h',
        votes: [6, 0],
        body: 'I show them where the tea is, and then the dock. In that order.',
      },
      {
        by: 'wanjiru',
        ago: '110d1h',
        votes: [7, 0],
        body: 'We hide all of the menu but two functions. People learn two buttons in five minutes. The rest comes in week two, for those who stay.',
      },
      {
        by: 'anneke',
        ago: '110d',
        votes: [4, 0],
        body: `Pictures over words. We've 11 languages on the floor; a poster with 6 photos of *right* and 6 of *wrong* did more than the handbook.`,
      },
      {
        by: 'camila',
        ago: '109d22h',
        votes: [5, 0],
        body: 'We made short videos (30 s!) with our own people as actors. Everyone wanted to be in them 😂 QR code on each rack plays the right one.',
      },
      { by: 'tyler', ago: '109d21h', votes: [3, 0], body: 'QR on the rack is genius. Stealing that.' },
      {
        by: 'kolev',
        ago: '109d20h',
        votes: [2, 0],
        body: 'Look at numbers after: we compare errors per 1,000 picks in week one by training method. Pairs 3.1, classroom 7.4. Small n, though (42 people).',
      },
      {
        by: 'jess',
        ago: '109d19h',
        votes: [4, 0],
        body: `Numbers! Thank you Dimitar. That's pretty convincing even with a small n.`,
      },
      {
        by: 'yuki',
        ago: '109d10h',
        votes: [5, 0],
        body: 'In our warehouse each new member makes a "small mistakes notebook" in the first week. Mistakes are read aloud in the morning meeting by the team leader, without the name. It is a calm way to learn together.',
      },
      { by: 'siobhan', ago: '109d6h', votes: [6, 0], body: 'I love "without the name".' },
      {
        by: 'luc',
        ago: '109d5h',
        votes: [2, 0],
        body: 'Do you do it in Japanese only, or do you have people of other languages as well?',
      },
      {
        by: 'yuki',
        ago: '109d2h',
        votes: [2, 0],
        body: 'We have members from Vietnam and Nepal, therefore drawings are used.',
      },
      {
        by: 'minh',
        ago: '109d1h',
        votes: [3, 0],
        body: 'Drawings, yes. For us, colours: each zone has a colour on the floor, the label and the vest.',
      },
      {
        by: 'hpbrandl',
        ago: '108d22h',
        votes: [3, 0],
        body: 'Practice site. Sandbox plus 20 empty cartons in a corner. Mistakes cost nothing. 1 hour.',
      },
      { by: 'sam', ago: '108d21h', votes: [1, 0], body: 'HP, do you use the sandbox with real handhelds?' },
      {
        by: 'hpbrandl',
        ago: '108d20h',
        votes: [2, 0],
        body: 'Yes. Device profile "Training", orange background. Nobody confuses it.',
      },
      {
        by: 'eli',
        ago: '108d18h',
        votes: [7, 0],
        body: `From our side: since 5.11 there's a *training mode* per user. Everything they scan is checked but not booked, and the app says what would have happened. Turn it on under *Members → Handheld → Training*.`,
      },
      {
        by: 'wanjiru',
        ago: '108d17h',
        votes: [3, 0],
        body: 'This is new to me! Can it end by itself after N correct picks?',
      },
      { by: 'eli', ago: '108d16h', votes: [4, 0], body: `Not yet. I'll take it to Pia.` },
      { by: 'pia', ago: '108d5h', votes: [6, 0], body: `Taken. Who else would use it, and what's your N?` },
      { by: 'bo', ago: '108d4h', votes: [1, 0], body: '50.' },
      { by: 'jess', ago: '108d3h', votes: [1, 0], body: '100 for us, high-value goods.' },
      { by: 'kwame', ago: '108d2h', votes: [2, 0], body: 'Medicines: 200 and zero errors in the last 50.' },
      {
        by: 'liam',
        ago: '107d22h',
        votes: [3, 0],
        body: 'Same as Bo, 50. Beverages are forgiving (unless dropped).',
      },
      { by: 'rob', ago: '107d21h', votes: [8, 0], body: 'Everything is forgiving unless dropped, Liam.' },
      {
        by: 'aroha',
        ago: '107d10h',
        votes: [4, 0],
        body: 'We start each shift with one "mistake of yesterday" photo on the screen. People laugh and remember. Kia ora from the orchards 🥝',
      },
      {
        by: 'omar',
        ago: '107d5h',
        votes: [2, 0],
        body: 'Same language helps: put two with the same mother tongue together for the first day, then mix.',
      },
      {
        by: 'grace',
        ago: '106d22h',
        votes: [3, 0],
        body: 'And feed them. Serious. The days with lunch provided have the lowest error rates we have, by far.',
      },
      {
        by: 'kolev',
        ago: '106d21h',
        votes: [5, 0],
        body: `Correlation, but I'd like to take part in that study.`,
      },
      {
        by: 'jess',
        ago: '106d4h',
        votes: [9, 0],
        body: `Summary of what I'm going to do, with thanks to everybody:

1. Pairs from hour one, bonus for the mentor (Bo).
2. Two menu entries in week one (Wanjiru).
3. 30-second videos by QR (Camila), drawings rather than text (Yuki, Minh).
4. Training mode for the first 100 picks (Eli).
5. Lunch (Grace). Obviously.`,
      },
      { by: 'tyler', ago: '92d5h', votes: [3, 0], body: 'So, how did it go?' },
      {
        by: 'jess',
        ago: '41d5h',
        votes: [10, 0],
        body: 'Errors per 1,000 picks in week one: **8.1 last year, 3.4 this year**. Same season, same products. Lunch was popular.',
      },
    ],
  },
  {
    key: 'meetup-hamburg',
    board: 'lounge',
    kind: 'discussion',
    title: 'User meeting Hamburg: who would come?',
    tags: ['feedback'],
    by: 'hpbrandl',
    ago: '83d5h',
    votes: [6, 0],
    body: 'Idea: one day, Hamburg, in early spring. Topics: e-invoicing, cycle counts, handhelds. 20 to 30 persons. Our hall has a room.',
    posts: [
      {
        by: 'bo',
        ago: '83d',
        votes: [3, 0],
        body: `In. Happy to say something about EDI that isn't boring, if such a thing exists.`,
      },
      {
        by: 'anneke',
        ago: '82d22h',
        votes: [2, 0],
        body: 'Thijs and I would drive up. Could we see the hall too?',
      },
      { by: 'hpbrandl', ago: '82d20h', votes: [2, 0], body: 'Yes. Safety shoes size please.' },
      {
        by: 'jonas',
        ago: '82d4h',
        votes: [1, 0],
        body: `If it's a Thursday I can come with the morning ferry.`,
      },
      {
        by: 'tess',
        ago: '82d2h',
        votes: [4, 0],
        body: `I'd come for the e-invoicing part and answer everything I can. At our own cost, of course.`,
      },
      {
        by: 'hpbrandl',
        ago: '79d5h',
        votes: [5, 0],
        body: 'A Thursday it is, date follows by message. 10 to 16 h. Registration with me by message. 24 places, 11 taken.',
      },
    ],
  },
  {
    key: 'spreadsheet-confession',
    board: 'lounge',
    kind: 'discussion',
    title: 'Confess: which spreadsheet do you still keep beside Northline?',
    tags: ['tips', 'feedback'],
    by: 'rob',
    ago: '134d5h',
    votes: [11, 0],
    body: `I'll go first. Pallet exchange balances per driver. Twelve years, 14 tabs, one person who understands it (me).`,
    posts: [
      { by: 'sofia', ago: '134d1h', votes: [4, 0], body: `Kiln schedule. It's red where it hurts.` },
      {
        by: 'erik',
        ago: '133d22h',
        votes: [3, 0],
        body: 'Holiday planning of forklift drivers. I know there are tools.',
      },
      {
        by: 'ines',
        ago: '133d20h',
        votes: [5, 0],
        body: `As a consultant I've a spreadsheet about my customers' spreadsheets.`,
      },
      {
        by: 'zsofia',
        ago: '133d5h',
        votes: [2, 0],
        body: `Retention samples. In pharma it's "validated", so nobody dares to touch it.`,
      },
      {
        by: 'pia',
        ago: '133d2h',
        votes: [6, 0],
        body: `Taking notes… Rob, would a balance per driver *and* per customer, with a signed slip on the driver's phone, retire the 14 tabs?`,
      },
      { by: 'rob', ago: '133d1h', votes: [7, 0], body: `It'd retire eleven. Three are sentimental.` },
    ],
  },
  {
    key: 'dark-mode-night',
    board: 'lounge',
    kind: 'discussion',
    title: 'Night shift thanks you for dark mode',
    tags: ['feedback'],
    by: 'matti',
    ago: '66d5h',
    votes: [7, 0],
    body: `Just this. Forklift terminals at −24 °C and white screens at three in the night were a punishment. Now it's good. Kiitos.`,
    posts: [
      {
        by: 'helga',
        ago: '66d2h',
        votes: [3, 0],
        body: 'Seconded from Ísafjörður, where the night lasts two months.',
      },
      {
        by: 'pia',
        ago: '65d22h',
        votes: [4, 0],
        body: 'That made our day. High contrast got better in 5.12 as well, if you use it with frozen glasses.',
      },
    ],
  },
  {
    key: 'api-naming',
    board: 'lounge',
    kind: 'discussion',
    title: 'Pet peeve: three names for the same thing in the API',
    tags: ['rest', 'feedback'],
    by: 'kolev',
    ago: '75d5h',
    votes: [4, 0],
    body: `\`site\`, \`warehouse\`, \`location_root\`. All three are the same id. Can we agree on one for v3?`,
    posts: [
      { by: 'arjun', ago: '75d2h', votes: [5, 0], body: `+1 for \`site\`. It's the word in the UI.` },
      { by: 'chenwei', ago: '74d22h', votes: [2, 0], body: `\`site\`. Also \`qty\`/\`quantity\` please.` },
      {
        by: 'ravi',
        ago: '74d5h',
        votes: [8, 0],
        body: `Guilty. \`site\` it'll be, and already in v2 each answer can carry both names: send \`Prefer: names=v3\` and you get the new ones only. If you find further twins, list them here; I'll keep this topic as the list.`,
      },
      {
        by: 'olu',
        ago: '73d22h',
        votes: [3, 0],
        body: `\`customer\` and \`client\` (the latter is an API client elsewhere!).`,
      },
      { by: 'ravi', ago: '73d20h', votes: [3, 0], body: 'Ouch, yes. Added.' },
    ],
  },
  {
    key: 'incident-labels',
    board: 'lounge',
    kind: 'announcement',
    title: 'What happened yesterday: 38 minutes without label printing',
    tags: ['feedback'],
    by: 'ada',
    ago: '31d6h',
    votes: [9, 0],
    body: `From 14:07 to 14:45 (CET) labels weren't printed for customers on the *standard* ring. Picking and packing went on; labels came later in one heap, which in a packing hall is nearly as bad.

**Cause.** A certificate of the print gateway was renewed by the automatic job but not loaded by one of two nodes. When the other was restarted for an update, the old certificate had run out.

**Why it took 38 minutes.** Our alarm watched the certificate *file*, not the certificate *served*.

**What we've changed.** The alarm now asks the port like a client would; the restart refuses a node whose certificate differs from the file; and Print Bridge 2.6 keeps labels in order with a mark "printed late".

I'm sorry. If you lost money through this, write to your contact, we'll look at every case.`,
    posts: [
      {
        by: 'rob',
        ago: '31d4h',
        votes: [11, 0],
        body: 'Credit where due: this is how you write one of these.',
      },
      {
        by: 'dana',
        ago: '31d2h',
        votes: [3, 0],
        body: 'The "printed late" mark would have helped us. Thanks for the openness.',
      },
    ],
  },
  {
    key: 'rel-connect-52',
    board: 'lounge',
    kind: 'announcement',
    title: 'Connect SDK 5.2 (TypeScript) and 3.3 (Python)',
    tags: ['release-notes', 'sdk'],
    by: 'ravi',
    ago: '17d5h',
    votes: [5, 0],
    body: `**TypeScript 5.2**: \`stock.watch()\` with back-pressure, \`verifyWebhook(request, secret)\` that takes a Fetch \`Request\` and reads the raw body itself (no more [this](topic:webhook-signature-body)), 31 kB smaller.

**Python 3.3**: default timeout of 60 s, retries with jitter for GET, type hints for all models.

\`\`\`ts
import { verifyWebhook } from '@northline/connect/webhooks'

export async function POST(request: Request) {
  const event = await verifyWebhook(request, process.env.NL_SECRET)
  return new Response(null, { status: event.type === 'shipment.shipped' ? 202 : 204 })
}
\`\`\``,
    posts: [
      {
        by: 'arjun',
        ago: '17d2h',
        votes: [4, 0],
        body: `\`verifyWebhook\` removed 40 lines from three services. ❤️`,
      },
      { by: 'sam', ago: '16d22h', votes: [1, 0], body: 'Works on Bun and Deno too, tried both.' },
    ],
  },
  {
    key: 'desk-photos',
    board: 'lounge',
    kind: 'discussion',
    title: 'What does your morning check look like?',
    tags: ['feedback'],
    by: 'keiko',
    ago: '57d5h',
    votes: [5, 0],
    body: 'At 7:45 I look at three things: exceptions of the night, waves of the day, and the printer that makes noises. I am curious about the order in other companies.',
    posts: [
      { by: 'beatriz', ago: '57d1h', votes: [2, 0], body: 'Temperatures, then coffee, then temperatures.' },
      {
        by: 'mei',
        ago: '56d22h',
        votes: [3, 0],
        body: 'Customs holds first. In a bonded warehouse nothing else matters before nine.',
      },
      {
        by: 'jess',
        ago: '56d20h',
        votes: [2, 0],
        body: 'The unbilled-services list, because future me is grateful on the 1st.',
      },
      {
        by: 'tomasz',
        ago: '56d5h',
        votes: [2, 0],
        body: `KSeF queue. Since the summer I don't trust before I see zero.`,
      },
    ],
  },
  {
    key: 'career-analyst',
    board: 'lounge',
    kind: 'discussion',
    title: 'From forklift to systems: how did you get into this?',
    tags: ['tips'],
    by: 'olu',
    ago: '25d5h',
    votes: [2, 0],
    body: 'I began on a forklift nine years ago and write integrations today. I wonder how many of us came the same way. Any advice for a young colleague who wants to follow?',
    posts: [
      {
        by: 'lars',
        ago: '25d1h',
        votes: [3, 0],
        body: 'Electrician, then "you know computers, right?". 2014.',
      },
      {
        by: 'noam',
        ago: '24d22h',
        votes: [4, 0],
        body: `Packing table. I automated my own report, and then they gave me everyone's.`,
      },
      {
        by: 'ines',
        ago: '24d20h',
        votes: [5, 0],
        body: `Advice: learn SQL on your own movements table. You know what the rows *mean*, and that's the half that graduates lack.`,
      },
      { by: 'olu', ago: '24d5h', votes: [2, 0], body: 'I will show him this. Thank you.' },
    ],
  },
  {
    key: 'holiday-hours',
    board: 'lounge',
    kind: 'announcement',
    title: 'Who is here over the long weekend',
    tags: ['feedback'],
    by: 'mo',
    ago: '3d6h',
    votes: [2, 0],
    body: `Engineers are on duty on Friday as usual and on Saturday 08–12 CET. On the public holiday itself only contracts with round-the-clock support are served. Business-hour clocks of the others do not count it, and each question shows its true due moment.

Sunniva and I will look in every day. Moderately.`,
    posts: [{ by: 'aylin', ago: '3d1h', votes: [2, 0], body: 'Thank you for working these days 🙏' }],
  },
  {
    key: 'tips-keyboard',
    board: 'lounge',
    kind: 'discussion',
    title: 'Small things that save me an hour a week',
    tags: ['tips'],
    by: 'noam',
    ago: '2d2h',
    votes: [6, 0],
    body: `Mine:

- \`Ctrl+K\` then the first letters of anything.
- Pasting a column of SKUs in the search field finds them all.
- Right click on *Save view* → "as link" for the shift handover.

Yours?`,
    posts: [
      {
        by: 'gabi',
        ago: '1d19h',
        votes: [2, 0],
        body: 'Pasting a column! Three years I did it one by one 😭',
      },
      {
        by: 'vera',
        ago: '1d17h',
        votes: [3, 0],
        body: 'Alt + click on a quantity shows the movements behind it.',
      },
      {
        by: 'pavel',
        ago: '1d1h',
        votes: [1, 0],
        body: `Scheduled reports by mail at 5:50 so that it's there with the first coffee.`,
      },
    ],
  },
  {
    key: 'weird-place',
    board: 'lounge',
    kind: 'discussion',
    title: 'Strangest location in your warehouse?',
    tags: ['feedback'],
    by: 'aroha',
    ago: '40d5h',
    votes: [8, 0],
    body: `Ours is called \`BEES-01\`. There are bees. The orchard needs hives, hives need a location, and so they're in the cycle count. Nobody volunteers.`,
    posts: [
      {
        by: 'rob',
        ago: '40d2h',
        votes: [9, 0],
        body: `\`RAIN\`. It's where the roof leaks. Nothing is put away there, by rule, since 2017.`,
      },
      {
        by: 'zsofia',
        ago: '39d22h',
        votes: [4, 0],
        body: `\`QUARANTINE-2\`, because \`QUARANTINE\` is in quarantine.`,
      },
      {
        by: 'erik',
        ago: '39d20h',
        votes: [5, 0],
        body: `\`PELLE\`. He's a person. He is never found during counts either.`,
      },
    ],
  },
  {
    key: 'anonymous-rant',
    board: 'lounge',
    kind: 'discussion',
    title: 'The mobile app changes too much',
    tags: ['feedback'],
    by: 'diego',
    ago: '21d5h',
    body: `Every month the menu is different. People on the floor aren't testers!!! Please stop.`,
    posts: [
      {
        by: 'jess',
        ago: '21d2h',
        votes: [3, 0],
        body: `I feel you a bit. Device profiles can be pinned to a version for 90 days, that's what we do in peak season.`,
      },
      {
        by: 'diego',
        ago: '21d1h',
        body: 'You are idiots all of you who like it',
        hidden: { clause: 'no-bullying', by: 'sunniva', ago: '21d', reason: 'Insults other members' },
      },
      {
        by: 'pia',
        ago: '20d22h',
        votes: [5, 0],
        body: `Fair criticism at the start, Diego. Pinning is what I'd suggest now. And from 5.14 on, a menu change comes at most twice a year, announced four weeks ahead.`,
      },
      {
        by: 'diego',
        ago: '20d4h',
        votes: [2, 0],
        body: 'Sorry for what I wrote. Bad day. Twice a year is OK.',
      },
    ],
  },
]
