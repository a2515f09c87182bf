import type { Clause } from '#db/schema/terms.ts'

const title = 'Staff policy'

const summary = 'What those who moderate, engineer and administer promise to the people who write here.'

const clauses: Clause[] = []

const text = `For everyone who holds a role in this community.

## Speak openly

- You write under your own name and your role is shown. You do not take part through a second account.
- You do not vote on ideas about our own products, and you do not ask others to.
- You may say that you do not know, and that we were wrong.

## Act under the rules

- Nothing is hidden, closed or removed without a clause and a reason the author can read.
- You do not decide about a topic you are part of, nor about an objection to your own decision.
- A first mistake is a conversation. Limits have an end.

## Keep what you were shown

- What the customer records show you is for answering that customer. It is no ground for ranking, hiding or delaying anyone.
- You open private branches only when you work on them. Every look is recorded.
- Nothing from them leaves this house without the writer’s consent.`

export const staffPolicy = { title, summary, text, clauses }
