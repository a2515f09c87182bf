import type { Clause } from '#db/schema/terms.ts'

const title = 'Privacy notice'

const summary =
  'We keep what is needed to run the community, ask no third party to watch you, and give you everything we hold about you when you ask.'

const clauses: Clause[] = []

const text = `## What is kept

- **Your account**: handle, name, email address, a password in a form that cannot be turned back, language and time zone, and what you write about yourself.
- **What you do here**: posts and their versions, votes, what you follow, how far you have read a topic, and when you were last here.
- **Sign-ins**: one entry for each open session, with the kind of device, so that you can end it.
- **Acceptances**: which version of which text you accepted, when and how, with a shortened network address.

## If your employer is a customer

Where your account has been linked to a contact of a customer, support engineers see which company and contract a question belongs to. A link is made only with your proof (a confirmed address or an invitation) or by a person who answers for it. It never makes a post of yours count less, and never hides or delays one.

## Who sees what

Public posts are public and found by search engines. Votes are counted, not named. Private branches are seen by the asker, by invited colleagues and by engineers. Your email address is shown to nobody but administrators.

## What does not happen

No page here calls a third party by itself, there are no advertising or tracking cookies, and nothing is sold. The one cookie that is needed keeps you signed in; another remembers how you like the page to look.

## Your rights

You may see, correct, download and have erased what is held about you, and object to anything inferred. Much of it you do yourself under *Settings*; for the rest write to the operator.`

export const privacy = { title, summary, text, clauses }
