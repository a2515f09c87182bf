import type { DemoTopic } from '../types.ts'

export const routes: DemoTopic[] = [
  {
    key: 'tw-lunch-break',
    board: 'routes',
    kind: 'question',
    title: 'Supermarket accepts 06:00–09:00 and 13:00–16:00, the planner sees one window only',
    tags: ['planning', 'time-windows'],
    by: 'anneke',
    ago: '256d4h',
    votes: [8, 0],
    body: `I've entered 06:00–16:00 with a remark "closed 9–13" for the driver, and of course the plan arrives at 10:30. How can I enter two windows?`,
    posts: [
      {
        by: 'bo',
        ago: '255d23h',
        votes: [10, 0],
        accepted: true,
        body: `In *Stop → Time windows* the small **+** to the right of the first line adds a second. Import: separate them with a pipe:

\`\`\`csv
stop_id,time_windows
4411,06:00-09:00|13:00-16:00
\`\`\`

The optimiser treats them as "one of these", so it will rather wait 20 minutes than come back. If you'd rather it *didn't* wait, set *max. waiting* on the vehicle profile (we use 25 min).`,
        comments: [
          {
            by: 'anneke',
            ago: '255d20h',
            body: 'A plus sign. I have looked at that screen for two years. Dank je.',
          },
        ],
      },
    ],
  },
  {
    key: 'eu561-break',
    board: 'routes',
    kind: 'question',
    title: 'Planner ignores the 45-minute break after 4½ hours',
    tags: ['driving-hours', 'planning'],
    by: 'siobhan',
    ago: '241d5h',
    views: 11_482,
    votes: [9, 0],
    body: `Routes 3.6. A plan has 5 h 10 of driving with 20 minutes of unloading in the middle. That isn't a break under 561/2006. Is the profile wrong?`,
    posts: [
      {
        by: 'liam',
        ago: '240d23h',
        votes: [0, 1],
        body: `Unloading counts as rest if the driver isn't behind the wheel, doesn't it?`,
        comments: [
          { by: 'siobhan', ago: '240d22h', body: `Not in the EU it doesn't: unloading is other work.` },
        ],
      },
      {
        by: 'rob',
        ago: '240d20h',
        votes: [4, 0],
        body: 'Correct. Break means break. 45, or 15 + 30 in that order.',
      },
      {
        by: 'eli',
        ago: '240d2h',
        votes: [13, 0],
        accepted: true,
        body: `The profile: **Vehicle profile → Driving hours** is "none" for vehicles created by import. Set *EU 561/2006*. Then:

- 45 min after at most 4 h 30 of driving, or 15 + 30 in that order,
- 9 h a day, twice a week 10 h (the planner uses the tenth hour only if you tick *may use extensions*),
- unloading counts as work unless the stop has *driver rests while unloading*.

Each break is shown on the plan as its own stop, preferably at a place with *parking* in your points of interest. Old plans aren't touched; re-optimise them.`,
        edited: {
          ago: '240d1h',
          reason: 'order of the split break',
          now: 'or 15 + 30 in that order,',
          was: 'or split into 30 + 15,',
        },
        comments: [
          {
            by: 'siobhan',
            ago: '239d22h',
            body: 'All forty trucks set. It added 1.2 % to the total time, and I can look the inspector in the eye.',
          },
        ],
      },
    ],
  },
  {
    key: 'geocode-wrong-town',
    board: 'routes',
    kind: 'question',
    title: 'Address geocoded to another city with the same street name',
    tags: ['maps'],
    by: 'camila',
    ago: '228d6h',
    votes: [4, 0],
    body: '"Rua das Flores 120" was placed in Porto Alegre instead of Porto Feliz, and the truck drove 60 km before the driver called 😱. The postcode was in the record!',
    posts: [
      {
        by: 'noam',
        ago: '228d1h',
        votes: [3, 0],
        body: 'Was the postcode in the field *postcode* or in the second address line?',
        comments: [{ by: 'camila', ago: '228d', body: '…in the second line.' }],
      },
      {
        by: 'bo',
        ago: '227d22h',
        votes: [8, 0],
        accepted: true,
        body: `Then the geocoder never saw it as a postcode. Repair in bulk: *Customers → Export → Address columns*, move it with a formula, import again. Meanwhile protect yourself:

*Geocoding → Accept when confidence ≥* 0.8 (default 0.5). Anything below lands in **Addresses to check** rather than on a truck. Yours had 0.54, you can see it in the stop's details.`,
        comments: [
          {
            by: 'camila',
            ago: '226d20h',
            body: '0.54 exactly!! 37 addresses on the check list, all with the postcode in line 2. Obrigada, Bo 💚',
          },
        ],
      },
    ],
  },
  {
    key: 'ferry-duration',
    board: 'routes',
    kind: 'question',
    title: 'Ferry crossing counted as driving time',
    tags: ['maps', 'planning'],
    by: 'jonas',
    ago: '214d5h',
    votes: [3, 0],
    body: 'Horten–Moss takes 30 minutes on deck. The planner counts it as driving and puts a break right after. It is rest if the driver can leave the wheel...',
    posts: [
      {
        by: 'matti',
        ago: '213d23h',
        votes: [2, 0],
        body: 'In Finland we enter ferries as a stop of 30 minutes, as workaround.',
      },
      {
        by: 'eli',
        ago: '213d3h',
        votes: [7, 0],
        accepted: true,
        body: `No workaround needed: **Maps → Ferries** lists those on your routes. *Counts as* can be \`driving | other work | rest\`, per ferry. Below 45 minutes it can serve as the first part of a split break (15 + 30) only if the crossing is at least 15, so 30 minutes on Horten–Moss will serve as the *first* 15.

Note that the article on interrupted rest on ferries (Art. 9) is about *daily* rest; that isn't modelled.`,
        comments: [{ by: 'jonas', ago: '212d22h', body: 'Makes sense. 12 ferries set. Tusen takk.' }],
      },
    ],
  },
  {
    key: 'driver-app-battery',
    board: 'routes',
    kind: 'question',
    title: 'Driver app uses 40% battery in a morning',
    tags: ['driver-app', 'mobile'],
    by: 'omar',
    ago: '203d5h',
    votes: [5, 0],
    body: 'Phones are old Samsung A12. With the driver app on, 40 % is gone at noon. Drivers then switch off location and we have no ETA.',
    posts: [
      {
        by: 'priya',
        ago: '202d23h',
        votes: [3, 0],
        accepted: true,
        body: `In *Driver app → Tracking*: change "every 10 s" to "**by movement**" with 200 m. It asks GPS only when the motion sensor says that the phone moves. For us it went from about 9 % per hour to 3 %.

Also tell Android not to "optimise" the app, otherwise it's killed and started again all the time, which costs more than it saves.`,
        comments: [
          { by: 'omar', ago: '201d3h', body: 'With 200 m: 14 % at noon. ETA still good. Merci Priya.' },
        ],
      },
    ],
  },
  {
    key: 'optimise-504',
    board: 'routes',
    kind: 'question',
    title: 'Optimisation ends with "504 gateway timeout" above 600 stops',
    tags: ['planning', 'performance'],
    by: 'tyler',
    ago: '192d4h',
    votes: [6, 0],
    body: `600 stops: fine in 3 min. 700: after exactly 10 minutes I get *504 gateway timeout*, no plan. Routes 3.7, browser.

Is there a limit that I don't know of?`,
    posts: [
      {
        by: 'arjun',
        ago: '191d22h',
        votes: [6, 0],
        body: `The browser request has a 10 min limit, the optimiser doesn't. Start it as a job and poll:

\`\`\`bash
curl -X POST "$NL/v2/routes/optimisations" \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d '{"depot":"d_12","date":"{{iso 1}}","mode":"async"}'
# 202 {"id":"opt_5531","status":"queued"}
curl "$NL/v2/routes/optimisations/opt_5531"
\`\`\``,
        comments: [
          { by: 'tyler', ago: '191d21h', body: 'Works by API, thanks. But my dispatchers have no curl. 🙂' },
        ],
      },
      {
        by: 'eli',
        ago: '191d1h',
        votes: [10, 0],
        accepted: true,
        body: `For dispatchers: *Planner → Options → Run in background*. It's off for tenants from before 3.5. The button then becomes "Start", you can close the tab, and the bell tells you.

And for 700+ stops look at **clusters** (*Options → Pre-cluster by postcode area*): the time grows faster than linear, and three clusters of 250 take 2 minutes together with, in our tests, 1–2 % more kilometres.`,
        comments: [
          {
            by: 'tyler',
            ago: '190d5h',
            body: 'Background on, 840 stops in 9 min without clusters, 3 with. Done.',
          },
        ],
      },
    ],
  },
  {
    key: 'pallet-height-lorry',
    board: 'routes',
    kind: 'question',
    title: 'Double-deck trailer: how to model two floors?',
    tags: ['vehicles'],
    by: 'luc',
    ago: '181d5h',
    body: 'Our trailers have 33 places below and 18 above for light pallets (≤ 500 kg, ≤ 1,40 m). One capacity "51" lets the planner load too heavy above.',
    posts: [
      {
        by: 'matti',
        ago: '180d22h',
        votes: [5, 0],
        accepted: true,
        body: `Use **compartments**: vehicle profile → Compartments → *lower* (33 places, no limits) and *upper* (18 places, max. 500 kg per unit, max. height 1,40 m). A load must fit one of them.

Product needs height and weight, or else it goes below always.`,
        comments: [
          { by: 'luc', ago: '180d3h', body: `Merci, c'est exactement ça. 6 % more on each trailer.` },
        ],
      },
    ],
  },
  {
    key: 'eta-sms-language',
    board: 'routes',
    kind: 'question',
    title: 'ETA messages to customers in their own language',
    tags: ['eta'],
    by: 'kwame',
    ago: '170d6h',
    body: 'SMS "Your delivery arrives between…" is in English. Half of our clinics would like French. Where is the language?',
    posts: [
      {
        by: 'mo',
        ago: '170d1h',
        votes: [3, 0],
        accepted: true,
        body: `Per stop: *Customer → Contact → Language*. Templates under *Messages → ETA → Add language*; French is included, you only switch it on. Without a language of the contact the site's language is used.`,
        comments: [{ by: 'kwame', ago: '169d20h', body: 'Très bien, as they say now.' }],
      },
    ],
  },
  {
    key: 'reassign-live',
    board: 'routes',
    kind: 'question',
    title: 'Truck breaks down: move the remaining stops to two other drivers who are already on the road',
    tags: ['driver-app', 'planning'],
    by: 'grace',
    ago: '158d4h',
    votes: [2, 0],
    body: `The lorry is at the roadside with 9 stops left. I'd like to give 5 to one and 4 to another without planning the whole day again. If I press *re-optimise*, everybody's route changes and drivers shout.`,
    posts: [
      {
        by: 'bo',
        ago: '157d23h',
        votes: [9, 0],
        accepted: true,
        body: `Select the nine stops → **Reassign → Insert only**. It keeps the order of everyone else's stops and looks for the cheapest gap. You choose the candidate drivers (tick your two), it shows who'd be how late *before* you confirm, and the drivers get "2 stops added after stop 6".

Handover of the goods is a stop, too: tick *meet at the vehicle*, or the planner believes that goods teleport.`,
        comments: [
          {
            by: 'grace',
            ago: '157d5h',
            body: '"Believes that goods teleport" 😂 It worked. Nine deliveries, one 25 min late.',
          },
        ],
      },
    ],
  },
  {
    key: 'toll-costs',
    board: 'routes',
    kind: 'question',
    title: 'Include toll in the choice of route',
    tags: ['planning', 'maps'],
    by: 'erik',
    ago: '146d5h',
    body: `The planner drives through the Svinesund toll to save 3 minutes. We'd like 3 minutes to be worth less than 200 kr.`,
    posts: [
      {
        by: 'jonas',
        ago: '145d22h',
        votes: [5, 0],
        accepted: true,
        body: `*Vehicle profile → Costs*. There's price per km, per hour and "tolls: yes/no". The last is "no" by default! With an hour at 650 kr, 3 minutes are 32 kr, so it will avoid the toll.

Remember emission class, the tolls depend on it.`,
        comments: [
          {
            by: 'erik',
            ago: '145d20h',
            body: 'Tolls: yes. Found Euro class empty on the whole fleet too. Tack!',
          },
        ],
      },
    ],
  },
  {
    key: 'depot-return-midday',
    board: 'routes',
    kind: 'question',
    title: 'Vans that return to the depot to reload at noon',
    tags: ['planning', 'vehicles'],
    by: 'aylin',
    ago: '135d4h',
    body: 'A van does two rounds per day. Now I make two vehicles "Van 1a" and "Van 1b" and driving hours are of course wrong. How is it meant?',
    posts: [
      {
        by: 'pavel',
        ago: '134d22h',
        votes: [4, 0],
        accepted: true,
        body: '*Vehicle → Rounds per day* 2, *Reload time* 30 min. The plan shows one vehicle with a depot stop in the middle, and hours are counted together.',
        comments: [{ by: 'aylin', ago: '134d20h', body: `So simple. Deleted all my a's and b's.` }],
      },
    ],
  },
  {
    key: 'map-tiles-blank',
    board: 'routes',
    kind: 'question',
    title: 'Map is blank, list of stops works',
    tags: ['maps'],
    by: 'ibrahim',
    ago: '124d5h',
    body: 'Since Monday the map in the planner is grey. Stop list fine. Chrome, company network. At home it works.',
    posts: [
      {
        by: 'sunniva',
        ago: '124d1h',
        votes: [6, 0],
        accepted: true,
        body: `"At home it works" points at the company's proxy: map tiles come from \`tiles.northline.example\` since 3.8, before that from another name. Ask your network people to allow that name (HTTPS, port 443), WebSocket isn't needed.

To be sure, open the developer tools → Network → filter "tiles". If it says \`blocked\` or 403 from your proxy, that's it.`,
        comments: [
          {
            by: 'ibrahim',
            ago: '123d22h',
            body: `403 from the proxy as you said. They've allowed it, map is back.`,
          },
        ],
      },
    ],
  },
  {
    key: 'driver-signature-glass',
    board: 'routes',
    kind: 'question',
    title: 'Contactless proof of delivery instead of signature?',
    tags: ['driver-app'],
    by: 'dana',
    ago: '111d5h',
    body: `Some customers don't want to sign on a phone. What else is there which holds up in a dispute?`,
    posts: [
      {
        by: 'priya',
        ago: '110d22h',
        votes: [4, 0],
        accepted: true,
        body: 'We use a **PIN**: customer gets 4 digits with the ETA message and tells the driver. *Proof of delivery → Methods*: signature, photo, PIN, and any combination per customer. In a dispute the PIN was accepted every time, because the log shows when it was sent and to which number.',
        comments: [{ by: 'dana', ago: '110d', body: 'PIN + photo it is.' }],
      },
    ],
  },
  {
    key: 'planner-week-view',
    board: 'routes',
    kind: 'question',
    title: 'Regular routes with fixed days, week A and week B',
    tags: ['planning'],
    by: 'pavel',
    ago: '100d4h',
    body: 'Customers are served Tuesday and Friday in even weeks, only Friday in odd weeks. How to model it?',
    posts: [
      {
        by: 'bo',
        ago: '99d23h',
        votes: [4, 0],
        accepted: true,
        body: `**Route templates → Cycle: 2 weeks**. Week 1 of the cycle is anchored on a date you choose, not on ISO week numbers, which is a blessing in years with 53 weeks: even/odd by ISO would give you two odd weeks in a row at New Year.

Copy week 1 to 2, delete the Tuesdays.`,
        comments: [
          {
            by: 'pavel',
            ago: '99d4h',
            body: 'And we did indeed have that trouble in 2020/21 with our old system. Děkuji.',
          },
        ],
      },
    ],
  },
  {
    key: 'speed-profile-city',
    board: 'routes',
    kind: 'question',
    title: 'ETAs in Casablanca are always 40 minutes too optimistic',
    tags: ['eta', 'maps'],
    by: 'omar',
    ago: '84d5h',
    votes: [2, 0],
    body: `Between 17 and 20 h everything takes double. Planner thinks it's 3 a.m. always.`,
    posts: [
      {
        by: 'noam',
        ago: '84d1h',
        body: 'Traffic layer on? *Maps → Traffic*.',
        comments: [{ by: 'omar', ago: '84d', body: `It's on, but says "no coverage for region".` }],
      },
      {
        by: 'eli',
        ago: '83d3h',
        votes: [6, 0],
        accepted: true,
        body: `For regions without live traffic use **learned speeds**: *Maps → Speed profiles → Learn from own trips*. After about three weeks of driver app data it has speeds per road class, zone and hour of the week. Until then add a manual factor: zone "Grand Casablanca", Mon–Fri 17–20, × 0.5.

Keep the manual factor after; learned values win wherever there are at least 30 trips.`,
        comments: [
          {
            by: 'omar',
            ago: '60d5h',
            body: 'Three weeks later: mean error of ETA from 38 to 7 minutes. Choukran, this is wonderful. شكرا جزيلا',
          },
        ],
      },
    ],
  },
  {
    key: 'adr-tunnel',
    board: 'routes',
    kind: 'question',
    title: 'ADR load planned through tunnel of category E',
    tags: ['vehicles', 'maps'],
    by: 'hpbrandl',
    ago: '70d5h',
    votes: [3, 0],
    body: 'Plan leads a truck with UN 1203 through a category E tunnel. Vehicle profile: ADR = yes.',
    posts: [
      {
        by: 'eli',
        ago: '69d22h',
        votes: [7, 0],
        accepted: true,
        body: `ADR = yes says the truck *may* carry it; the restriction comes from the **load**. Products need *UN number* and *tunnel restriction code* (for UN 1203: \`D/E\`). Then tunnels D and E are avoided for the legs on which the load is on board, not for the empty way back.

If the products come by EDI, map \`DGS\` segment → dangerous goods; it's ignored in the standard mapping.`,
        comments: [
          {
            by: 'hpbrandl',
            ago: '69d3h',
            body: 'Products had no tunnel code. Filled from the safety data sheets. Route correct.',
          },
        ],
      },
    ],
  },
  {
    key: 'split-delivery-truck',
    board: 'routes',
    kind: 'question',
    title: 'An order larger than one truck stays "unplanned"',
    tags: ['planning'],
    by: 'mei',
    ago: '52d4h',
    body: '60 pallets for one customer, trucks have 33 places. The order stays unplanned with reason "exceeds capacity". Should it not be split?',
    posts: [
      {
        by: 'ines',
        ago: '51d23h',
        votes: [5, 0],
        accepted: true,
        body: `Only if you let it: *Order type → May be split*, with *smallest part* (say 10 pallets), otherwise you get 33 + 26 + 1. Customers with one ramp should have *together within* 60 min, so that the trucks don't come at 7 and at 15.`,
        comments: [{ by: 'mei', ago: '51d20h', body: '33 + 27, twenty minutes apart. Thank you!' }],
      },
    ],
  },
  {
    key: 'driver-app-ios-gps',
    board: 'routes',
    kind: 'question',
    title: 'iPhone: position stops when the screen is off',
    tags: ['driver-app', 'eta'],
    by: 'aroha',
    ago: '37d5h',
    votes: [3, 0],
    body: 'On iPhones tracking stops a few minutes after the screen goes off. Android phones are fine. iOS 18, driver app 3.9.',
    posts: [
      {
        by: 'sam',
        ago: '36d23h',
        votes: [2, 0],
        body: 'Location permission on "While using"? Needs "Always".',
        comments: [{ by: 'aroha', ago: '36d22h', body: `It's "Always". Also *Precise* is on.` }],
      },
      {
        by: 'eli',
        ago: '36d2h',
        votes: [8, 0],
        accepted: true,
        body: `One more switch is needed since driver app 3.9: **Settings → General → Background App Refresh**. With Low Power Mode iOS turns it off for every app, and drivers like Low Power Mode.

In the admin page *Driver app → Devices* you see "background: restricted" beside such phones, so you needn't collect them. 3.9.1 will tell the driver as well.`,
        comments: [
          {
            by: 'aroha',
            ago: '35d20h',
            body: 'Six phones restricted, all in low power mode. Sorted, cheers.',
          },
        ],
      },
    ],
  },
  {
    key: 'stop-duration-learn',
    board: 'routes',
    kind: 'question',
    title: 'Service time of 10 minutes is wrong for almost every stop',
    tags: ['planning', 'eta'],
    by: 'liam',
    ago: '23d6h',
    body: `We've one default service time. Pub cellars take 25, shops 6. Any way other than typing 900 numbers?`,
    posts: [
      {
        by: 'bo',
        ago: '23d1h',
        votes: [5, 0],
        accepted: true,
        body: `**Planner → Analysis → Service times**. It proposes a number per stop from the driver app's arrive/depart, with a count of observations. Filter "n ≥ 8 and differs by > 3 min", select all, apply. It took us 10 minutes for 1,400 stops.

Apply the *75th percentile*, not the median: with the median half of your ETAs are late by design.`,
        comments: [
          {
            by: 'liam',
            ago: '22d20h',
            body: 'P75 applied on 640 stops. First day: 94% of ETAs inside the window, was 71%.',
          },
        ],
      },
    ],
  },
  {
    key: 'plan-publish-undo',
    board: 'routes',
    kind: 'question',
    title: 'Published the plan for the wrong day, can I take it back?',
    tags: ['planning', 'driver-app'],
    by: 'wanjiru',
    ago: '2d3h',
    body: 'Pressed *Publish* on Thursday instead of Wednesday. Drivers got it on their phones. Is there "unpublish"?',
    posts: [
      {
        by: 'mo',
        ago: '1d23h',
        votes: [4, 0],
        accepted: true,
        body: `**Plan → … → Withdraw**. Phones show "plan withdrawn by dispatch" and the stops go back to *planned*. It's possible until the first stop has been started; for vehicles already on their way only those not started are withdrawn.`,
        comments: [
          { by: 'wanjiru', ago: '1d22h', body: 'Withdrawn in time. My heart is beating normally again.' },
        ],
      },
    ],
  },
  {
    key: 'one-way-street-2',
    board: 'routes',
    kind: 'question',
    title: "Map doesn't know the new one-way street at our customer",
    tags: ['maps'],
    by: 'beatriz',
    ago: '14h',
    body: 'Town made the street one-way last month. Our trucks are sent against it. How long until the map learns it?',
    posts: [
      {
        by: 'noam',
        ago: '9h',
        votes: [3, 0],
        body: 'Maps are updated monthly. Until then draw it yourself: *Maps → Corrections → One-way*, valid until a date. Corrections count at once for new plans.',
        comments: [{ by: 'beatriz', ago: '6h', body: `Drawn. I'll check tomorrow's plan and then accept.` }],
      },
    ],
  },
  {
    key: 'eta-webhook-late',
    board: 'routes',
    kind: 'question',
    title: '`eta.changed` arrives up to 15 minutes late in the evening',
    tags: ['eta', 'webhooks'],
    by: 'priya',
    ago: '29h10m',
    votes: [1, 0],
    body: `During the day \`eta.changed\` comes within a minute. From 18:00 it is 10–15 minutes late by comparing \`occurred_at\` in the body with the time of receipt. Our endpoint answers in 80 ms. Do evening batches share the same queue?`,
    posts: [
      {
        by: 'ravi',
        ago: '27h',
        votes: [2, 0],
        body: `They shouldn't. Could you post two \`webhook-id\`s of late deliveries? With these I can see where they waited. Times in UTC please.`,
        comments: [
          {
            by: 'priya',
            ago: '26h',
            body: `\`msg_2c9k71\` (13:02 UTC occurred, 13:16 received) and \`msg_2c9k9d\` (13:04, 13:17).`,
          },
        ],
      },
    ],
  },
  {
    key: 'height-limit-bridge',
    board: 'routes',
    kind: 'question',
    title: 'Planned under a 3.9 m bridge with a 4.2 m trailer',
    tags: ['vehicles', 'maps'],
    by: 'rob',
    ago: '11h20m',
    body: 'Driver noticed, thankfully. Vehicle height is set (4.20), bridge is on the map with 3.9 m when I zoom in. Routes 3.9. What else does it need to take the height seriously??',
    posts: [],
  },
  {
    key: 'time-window-holiday',
    board: 'routes',
    kind: 'question',
    title: 'Time windows on public holidays',
    tags: ['time-windows', 'planning'],
    by: 'vera',
    ago: '2h25m',
    body: 'Customers have other hours on holidays (8 December for instance). Can I give a stop a calendar rather than editing windows before and after each holiday?',
    posts: [],
  },
  {
    key: 'dup-two-windows',
    board: 'routes',
    kind: 'question',
    title: 'Shop is closed over lunch, how do I tell the planner?',
    tags: ['time-windows'],
    by: 'elena',
    ago: '120d5h',
    body: `Deliveries 7–11 and 14–17 only. There's just one "from/to" field per stop.`,
    posts: [],
    duplicateOf: {
      key: 'tw-lunch-break',
      by: 'sunniva',
      ago: '119d23h',
      note: 'The plus sign beside the first window adds another. The linked topic has the import format too.',
    },
  },
  {
    key: 'routes-detail',
    board: 'routes',
    kind: 'question',
    title: 'ETA is not good',
    tags: ['eta'],
    by: 'farid',
    ago: '13d5h',
    body: 'ETA for our trucks is not good for two weeks. What to do?',
    posts: [
      {
        by: 'sunniva',
        ago: '12d22h',
        votes: [1, 0],
        body: 'Hello Farid, we would like to help. Could you give one example, with the planned time, the shown ETA and the actual arrival? And: is it worse on some days or roads (border crossings?), and does the stop show "learned" or "standard" speed?',
        comments: [
          {
            by: 'farid',
            ago: '12d4h',
            body: `Example: planned 14:00, ETA 14:10, arrived 18:20. It's at border crossing, yes. Standard speed. More examples will come.`,
          },
        ],
      },
    ],
    closed: {
      reason: 'needs-detail',
      by: 'sunniva',
      ago: '8d2h',
      note: 'One example is a start; a few more, with the road, would let us see the pattern.',
    },
  },
]
