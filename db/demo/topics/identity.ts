import type { DemoTopic } from '../types.ts'

export const identity: DemoTopic[] = [
  {
    key: 'saml-audience',
    board: 'identity',
    kind: 'question',
    title: 'SAML: "Audience restriction validation failed"',
    tags: ['saml', 'sso'],
    by: 'erik',
    ago: '257d5h',
    votes: [10, 0],
    body: `Entra ID, SAML. After login: \`SAML-104 Audience restriction validation failed\`. I've copied the Entity ID from Northline:

\`https://id.northline.example/saml/nordbygg\`

In the assertion:

\`\`\`xml
<AudienceRestriction>
  <Audience>https://id.northline.example/saml/nordbygg/</Audience>
</AudienceRestriction>
\`\`\``,
    posts: [
      {
        by: 'nils',
        ago: '256d23h',
        votes: [3, 0],
        body: 'Is the clock right? Ours failed due to clock skew once.',
        comments: [
          {
            by: 'erik',
            ago: '256d22h',
            body: `Clock skew gives SAML-107. It's the audience that it complains of.`,
          },
        ],
      },
      {
        by: 'sunniva',
        ago: '256d4h',
        votes: [12, 0],
        accepted: true,
        body: `Look at the very end of the two: the assertion has a trailing slash. Audiences are compared as strings, character by character, and the SAML core spec means it so.

In Entra: *Enterprise application → Single sign-on → Basic configuration → Identifier*, remove the slash. Then sign in from a private window, since Entra caches the configuration for a few minutes.`,
        comments: [{ by: 'erik', ago: '256d1h', body: 'A slash. Two hours and a slash. Takk, Sunniva!' }],
      },
    ],
  },
  {
    key: 'scim-deactivate',
    board: 'identity',
    kind: 'question',
    title: 'Entra SCIM: removed users stay active in Northline',
    tags: ['scim'],
    by: 'tyler',
    ago: '243d5h',
    votes: [9, 0],
    body: `When we remove someone from the app in Entra the user stays active. Provisioning log in Entra says "success". The request:

\`\`\`json
{
  "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  "Operations": [{ "op": "Replace", "path": "active", "value": "False" }]
}
\`\`\``,
    posts: [
      {
        by: 'kolev',
        ago: '242d23h',
        votes: [6, 0],
        body: `\`"False"\` is a string there, with a capital F. The RFC wants a boolean. Entra is known for it.`,
        comments: [
          {
            by: 'tyler',
            ago: '242d22h',
            body: 'So Northline says 200 and ignores it? Not great for a leaver.',
          },
        ],
      },
      {
        by: 'ravi',
        ago: '242d2h',
        votes: [14, 0],
        accepted: true,
        body: `You're both right, and ignoring it silently was ours. Two ways, either is enough:

- Entra: append \`?aadOptscim062020\` to the tenant URL. It then sends RFC-conforming values (\`"op": "replace"\`, \`"value": false\`).
- Northline ≥ 5.3 of Identity accepts \`"True"/"False"\` case-insensitively and answers **400 invalidValue** to anything else, rather than 200.

You're on 5.2, the update is Thursday night. For leavers until then: after the update run *Provision on demand* or **Restart provisioning** once, so that Entra sends the state of everybody again.`,
        comments: [
          {
            by: 'tyler',
            ago: '240d4h',
            body: 'Updated, restarted: 17 leavers deactivated. Security has stopped glaring at me.',
          },
        ],
      },
    ],
  },
  {
    key: 'oidc-redirect-mismatch',
    board: 'identity',
    kind: 'question',
    title: 'OIDC: redirect_uri_mismatch only from the handhelds',
    tags: ['oidc', 'sso'],
    by: 'wanjiru',
    ago: '229d6h',
    votes: [4, 0],
    body: `Browser login through Keycloak works. The handheld app shows Keycloak's *Invalid parameter: redirect_uri*.`,
    posts: [
      {
        by: 'noam',
        ago: '229d2h',
        votes: [6, 0],
        accepted: true,
        body: `App uses another redirect: \`northline://auth/callback\`. Add it in Keycloak → client → *Valid redirect URIs*, next to the https one. And set client's PKCE to S256, since the app always sends it.`,
        comments: [{ by: 'wanjiru', ago: '229d1h', body: 'Both added. Works on all 40 devices.' }],
      },
    ],
  },
  {
    key: 'mfa-lost-phone',
    board: 'identity',
    kind: 'question',
    title: 'Admin lost the phone with the authenticator. Nobody else is admin.',
    tags: ['mfa'],
    by: 'helga',
    ago: '216d5h',
    votes: [3, 0],
    body: `Our only admin's phone fell into the harbour (really, Ísafjörður). He has password, no recovery codes. How do we get in?`,
    posts: [
      {
        by: 'mo',
        ago: '216d3h',
        votes: [8, 0],
        accepted: true,
        body: `Poor phone. Because there's no second admin, it needs the owner check:

1. The person named as **contract owner** writes from their company address to access@northline.example. Not the admin himself.
2. We call back on the number in the contract and agree on a time.
3. The second factor is removed for one sign-in, within 30 minutes, and every admin mail address gets a notice.

Usually done on the same working day. Afterwards please: a second admin, a passkey for each, and recovery codes in the safe.`,
        comments: [
          {
            by: 'helga',
            ago: '215d22h',
            body: 'Solved in 3 hours. We now have three admins and codes in the safe. The phone remains at 14 metres.',
          },
        ],
      },
    ],
  },
  {
    key: 'role-read-only-stock',
    board: 'identity',
    kind: 'question',
    title: 'A role that sees stock but no prices',
    tags: ['roles'],
    by: 'gabi',
    ago: '204d6h',
    votes: [2, 0],
    body: 'Temporary partner should see stock per location but not purchase or sales prices. "Viewer" sees everything.',
    posts: [
      {
        by: 'ines',
        ago: '204d2h',
        votes: [6, 0],
        accepted: true,
        body: `Copy *Viewer* and remove the permission group **Commercial** (prices, margins, invoices, rate cards). Three places people forget:

- *Exports*: a role with "export stock" gets the price column unless Commercial is off, so test the export, too.
- *Reports*: saved reports run with the rights of the *reader* since 5.0; older ones with those of the author. Save them again.
- API clients of the partner need the same role, not just the people.`,
        comments: [
          {
            by: 'gabi',
            ago: '203d22h',
            body: 'The saved reports had prices in them indeed. Good you said it!',
          },
        ],
      },
    ],
  },
  {
    key: 'session-timeout-handheld',
    board: 'identity',
    kind: 'question',
    title: 'Handhelds ask for login every 30 minutes',
    tags: ['mobile', 'sso'],
    by: 'jonas',
    ago: '190d5h',
    body: `SSO is on, session 30 min for everyone (policy). In the warehouse it's not workable with gloves.`,
    posts: [
      {
        by: 'kwame',
        ago: '190d2h',
        votes: [4, 0],
        accepted: true,
        body: '*Identity → Session policies*: you may have one per **client type**. We left browser at 30 min and have "handheld: 12 h, locked after 10 min idle, unlock with badge scan". Our auditor accepted it because the device is enrolled and the badge is personal.',
        comments: [{ by: 'jonas', ago: '189d22h', body: 'Badge unlock is perfect. Takk, Kwame.' }],
      },
    ],
  },
  {
    key: 'audit-export-siem',
    board: 'identity',
    kind: 'question',
    title: 'Audit log into our SIEM',
    tags: ['audit-log', 'exports'],
    by: 'dana',
    ago: '178d5h',
    votes: [4, 0],
    body: 'Is there a stream or do we need to poll? And which format?',
    posts: [
      {
        by: 'ravi',
        ago: '178d2h',
        votes: [6, 0],
        accepted: true,
        body: `Both: **webhook** \`audit.entry\` for near real time, and \`GET /v2/audit?after=<cursor>\` for catching up. Format is JSON; for Splunk/Sentinel there's \`?format=ocsf\` (schema 1.1, class *Authentication* or *Entity Management*).

Recommended: poll each minute with the cursor. It loses nothing if your side is down, and audit volume is small. Entries are kept for 400 days.`,
        comments: [
          { by: 'dana', ago: '177d4h', body: 'Poll + OCSF into Sentinel, live since this morning.' },
        ],
      },
    ],
  },
  {
    key: 'saml-nameid-change',
    board: 'identity',
    kind: 'question',
    title: 'Users became duplicates after the IdP switched NameID from e-mail to persistent id',
    tags: ['saml', 'sso', 'upgrade'],
    by: 'chenwei',
    ago: '166d5h',
    votes: [6, 0],
    body: 'Our IdP team changed NameID format. Next morning 140 people had a new, empty account. How to merge and how to avoid?',
    posts: [
      {
        by: 'sunniva',
        ago: '166d2h',
        votes: [9, 0],
        accepted: true,
        body: `**Stop it first.** *Identity → SAML → Link by*: set to the attribute that didn't change (\`objectGUID\`/\`employeeNumber\`) and "create when unknown: no".

**Merge.** *Members → Duplicates → by verified e-mail* lists the pairs; old account survives, the new subject is attached to it as a second identity. It is one click for all 140, but look at the list: people who share a mailbox are shown apart and need a decision.

**Next time.** Subjects can be loaded *before* the switch: CSV \`email,new_subject\`. Then nobody notices.

Never link on e-mail alone from then on; addresses get reused.`,
        comments: [
          {
            by: 'chenwei',
            ago: '165d4h',
            body: '138 merged automatically, 2 shared mailboxes by hand. Lesson for the IdP team also learned.',
          },
        ],
      },
    ],
  },
  {
    key: 'passkey-shared-pc',
    board: 'identity',
    kind: 'question',
    title: 'Passkeys on shared warehouse PCs?',
    tags: ['mfa'],
    by: 'grace',
    ago: '154d5h',
    body: 'Six people share one PC per shift under one Windows user. Can each have a passkey?',
    posts: [
      {
        by: 'noam',
        ago: '154d1h',
        votes: [5, 0],
        accepted: true,
        body: `Not a platform passkey (Windows Hello belongs to the Windows user, so all six would be the same person). Use **roaming** ones: a security key on each person's badge holder. In policies choose *Passkeys: cross-platform only* for that group, then nobody stores one on the PC by mistake.`,
        comments: [{ by: 'grace', ago: '153d22h', body: 'Keys ordered. "Cross-platform only" ticked.' }],
      },
    ],
  },
  {
    key: 'api-client-least',
    board: 'identity',
    kind: 'question',
    title: 'Minimal scopes for an order import client?',
    tags: ['api-clients', 'oauth', 'roles'],
    by: 'arjun',
    ago: '141d5h',
    votes: [3, 0],
    body: `The docs use \`orders:*\`. Our security review wants the least. Import creates orders, reads products and never deletes.`,
    posts: [
      {
        by: 'ravi',
        ago: '141d1h',
        votes: [7, 0],
        accepted: true,
        body: `\`orders:create products:read\` is enough for it. \`orders:*\` includes delete and price override. If you use \`external_id\` lookups before retrying, add \`orders:read\`.

Add *allowed networks* on the client (CIDR list), that's the one that limits damage most when a secret leaks.`,
        comments: [{ by: 'arjun', ago: '140d23h', body: 'Three scopes, two CIDRs. Review passed.' }],
      },
    ],
  },
  {
    key: 'group-nesting',
    board: 'identity',
    kind: 'question',
    title: "Nested groups from Entra don't arrive",
    tags: ['scim', 'roles'],
    by: 'andrei',
    ago: '129d5h',
    body: 'Group "NL-Users" contains groups "NL-Cluj" and "NL-Iași". Only direct members are created.',
    posts: [
      {
        by: 'kolev',
        ago: '128d23h',
        votes: [4, 0],
        accepted: true,
        body: `Entra's provisioning doesn't expand nested groups, it's a documented limit on their side. Assign the leaf groups to the app, or use a dynamic group with a rule over department.`,
        comments: [{ by: 'andrei', ago: '128d22h', body: 'Assigned both leaf groups. OK.' }],
      },
    ],
  },
  {
    key: 'clock-skew-107',
    board: 'identity',
    kind: 'question',
    title: 'SAML-107 for some users in the morning',
    tags: ['saml'],
    by: 'fatima',
    ago: '117d5h',
    body: '"SAML-107 assertion not yet valid". Only between 07:00 and 07:10, only some users. On-premises AD FS.',
    posts: [
      {
        by: 'nils',
        ago: '117d1h',
        votes: [5, 0],
        accepted: true,
        body: `AD FS server's clock is fast. \`NotBefore\` lies in the future by a few seconds then. In a farm with two nodes only one may be off → "some users". Check each:

\`\`\`powershell
w32tm /stripchart /computer:pool.ntp.org /samples:5 /dataonly
\`\`\`

Northline tolerates 60 s. AD FS can also set \`NotBeforeSkew\`: \`Set-AdfsRelyingPartyTrust -TargetName Northline -NotBeforeSkew 2\` (minutes).`,
        comments: [
          {
            by: 'fatima',
            ago: '116d22h',
            body: 'Node 2 was 94 seconds fast and is corrected by its host at 07:10. Repaired the time source.',
          },
        ],
      },
    ],
  },
  {
    key: 'delete-leaver-data',
    board: 'identity',
    kind: 'question',
    title: 'Erase a former employee but keep who booked what',
    tags: ['audit-log'],
    by: 'matti',
    ago: '105d6h',
    body: 'GDPR request from a former employee. We must keep movements (10 years) but not the person. How does Northline do that?',
    posts: [
      {
        by: 'mo',
        ago: '105d2h',
        votes: [6, 0],
        accepted: true,
        body: `**Members → (person) → Erase**. The account becomes "Former member 3f2a": name, mail, phone, photo and sign-in history go, movements and signatures keep the pseudonym. The key between the two isn't kept, so it can't be undone.

For regulated sites (*GxP on*) the name on **signatures** stays until the retention ends, that is a legal duty, and the confirmation you can send to the person says so.`,
        comments: [
          { by: 'matti', ago: '105d', body: 'Done, and the confirmation letter is good. Kiitos Mo.' },
        ],
      },
    ],
  },
  {
    key: 'sso-bypass-break-glass',
    board: 'identity',
    kind: 'question',
    title: 'Break-glass account when the IdP is down',
    tags: ['sso', 'mfa'],
    by: 'cal',
    ago: '92d5h',
    votes: [4, 0],
    body: 'Our IdP was down for two hours on the busiest Friday of the year, of all days, and the warehouse stood still. With *SSO required* nobody can sign in. What do you recommend?',
    posts: [
      {
        by: 'sunniva',
        ago: '92d1h',
        votes: [9, 0],
        accepted: true,
        body: `Two accounts with **SSO exempt** (*Members → Security → Exempt from SSO*), each with long password + security key, in two sealed envelopes. They need the *admin* role so that one of them can switch *SSO required* off for the site. Put an alert on the audit entry \`session.break_glass\`.

And for the warehouse itself: handhelds that are signed in keep working for *Offline grace* (default 4 h, up to 24 h). Raise it before the season.`,
        comments: [
          {
            by: 'cal',
            ago: '91d6h',
            body: `Both done, drill next Monday. The offline grace would've saved the day.`,
          },
        ],
      },
    ],
  },
  {
    key: 'role-approval-limit',
    board: 'identity',
    kind: 'question',
    title: 'Limit for stock corrections per role',
    tags: ['roles'],
    by: 'vera',
    ago: '74d5h',
    body: 'Team leads should correct up to 10 pieces or 500 EUR, above that the manager. One condition or both?',
    posts: [
      {
        by: 'ines',
        ago: '74d2h',
        votes: [4, 0],
        accepted: true,
        body: 'Both, and the stricter wins: *Roles → Team lead → Limits → Stock correction*: quantity 10, value 500. Above it becomes a request that lands at the next role in *Approval chain*. Value uses the moving average price, so products without a price count as 0. Make *price required* for corrections.',
        comments: [{ by: 'vera', ago: '73d23h', body: 'Done. Good catch with the zero price.' }],
      },
    ],
  },
  {
    key: 'invite-expired',
    board: 'identity',
    kind: 'question',
    title: 'Invitation link says "expired" after one hour',
    tags: ['sso'],
    by: 'nia',
    ago: '1d17h',
    body: 'I invited three colleagues yesterday, and today they all get *This invitation has expired*. Is an hour really the limit? Sorry if I miss a setting.',
    posts: [
      {
        by: 'bo',
        ago: '1d15h',
        votes: [4, 0],
        accepted: true,
        body: `The limit is 7 days, but an invitation is *used up* by opening it. Some mail scanners open every link before the mail arrives (Safe Links and friends), and that counted as opening.

*Identity → Invitations → Confirm by button*: the link then shows a page with a button, and scanners don't press buttons. Then invite again.`,
        comments: [{ by: 'nia', ago: '1d13h', body: 'All three are in. Thanks Bo, again!' }],
      },
    ],
  },
  {
    key: 'ldap-sync-missing',
    board: 'identity',
    kind: 'question',
    title: 'LDAP sync skips users without e-mail',
    tags: ['sso', 'scim'],
    by: 'elena',
    ago: '11d5h',
    body: 'Warehouse workers have no mailbox in our AD. The sync log says *skipped: mail is empty*, 61 users. Do they really need an address?',
    posts: [
      {
        by: 'nils',
        ago: '11d1h',
        votes: [3, 0],
        body: `There's *Sign-in name from: sAMAccountName* in the LDAP connection, then mail is optional. They can't reset passwords by themselves, naturally.`,
        comments: [{ by: 'elena', ago: '10d22h', body: 'Trying it with one group first.' }],
      },
    ],
  },
  {
    key: 'roles-by-claim',
    board: 'identity',
    kind: 'question',
    title: 'Assign site roles from an OIDC claim',
    tags: ['oidc', 'roles'],
    by: 'keiko',
    ago: '20h',
    votes: [1, 0],
    body: `Our provider sends \`"roles": ["wh-lead@osaka", "viewer@tokyo"]\`. Is it possible to map this to role *and* site?`,
    posts: [
      {
        by: 'ravi',
        ago: '17h',
        votes: [4, 0],
        accepted: true,
        body: `Yes, with a pattern in **Identity → OIDC → Role mapping**:

| claim | pattern | role | site |
|---|---|---|---|
| \`roles\` | \`^wh-lead@(.+)$\` | Warehouse lead | \`$1\` |
| \`roles\` | \`^viewer@(.+)$\` | Viewer | \`$1\` |

Site is matched on its *code*. Roles which aren't in the claim at the next sign-in are taken away, unless you choose *add only*.`,
        comments: [
          { by: 'keiko', ago: '14h', body: 'It works for both sites. ご丁寧にありがとうございました。' },
        ],
      },
    ],
  },
  {
    key: 'mfa-push-fatigue',
    board: 'identity',
    kind: 'question',
    title: 'Require number matching for push approval?',
    tags: ['mfa'],
    by: 'aylin',
    ago: '17h',
    body: 'One colleague approved a push at 3 in the night, half asleep. Fortunately it was his own retry job... Can we require typing a number, as Microsoft does?',
    posts: [],
  },
  {
    key: 'oidc-logout',
    board: 'identity',
    kind: 'question',
    title: 'Single logout: Northline session stays after logout at our IdP',
    tags: ['oidc', 'sso'],
    by: 'mei',
    ago: '3h15m',
    body: `We've set \`backchannel_logout_uri\` at the IdP, it sends a logout token and gets 200, still the browser session in Northline goes on. The token has \`sub\` but no \`sid\`. Is \`sid\` required?`,
    posts: [],
  },
  {
    key: 'shared-password-request',
    board: 'identity',
    kind: 'question',
    title: 'Can three users share one login to save licences?',
    tags: ['roles'],
    by: 'diego',
    ago: '60d5h',
    body: 'We have three part-time workers. One login for them would be cheaper.',
    posts: [],
    closed: {
      reason: 'off-topic',
      by: 'mo',
      ago: '59d22h',
      note: 'Licences are a matter for your contract, and sharing an account is against the terms: movements could no longer be traced to a person. Your contact at Northline can tell you about part-time seats.',
    },
  },
  {
    key: 'identity-hidden-key',
    board: 'identity',
    kind: 'question',
    title: 'invalid_client although secret is correct',
    tags: ['api-clients', 'oauth'],
    by: 'diego',
    ago: '34d5h',
    votes: [1, 0],
    body: `Token endpoint answers \`invalid_client\`. I use the secret from the page.`,
    posts: [
      {
        by: 'arjun',
        ago: '34d3h',
        votes: [5, 0],
        accepted: true,
        body: `The secret has a \`+\` in it, most probably, and you send it in a form body without encoding, so it arrives as a space. \`curl --data-urlencode "client_secret=$SECRET"\`.`,
        comments: [
          { by: 'diego', ago: '34d2h', body: 'Yes there was a + . Works now.' },
          {
            by: 'mo',
            ago: '33d23h',
            body: 'Please never post secrets, even shortened ones. This one has been revoked to be on the safe side.',
          },
        ],
      },
      {
        by: 'ibrahim',
        ago: '34d1h',
        body: 'I had this too, here is my working request with my secret so you can compare: client_secret=nlsk_live_9f+Qx…',
        hidden: {
          clause: 'participation',
          by: 'mo',
          ago: '34d',
          reason: 'Contained a live secret. It has been revoked, and the author told.',
        },
      },
    ],
  },
]
