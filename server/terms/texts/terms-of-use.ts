import type { Clause } from '#db/schema/terms.ts'

const title = 'Terms of use'

const summary =
  'What the site may be used for by programs and people, what is expected of an address on the network, and what we may limit so that it stays up for everyone.'

const clauses: Clause[] = []

const text = `These terms are about the site as a machine: its pages, its addresses and its interface for programs. What holds between people stands in the terms of service.

## Reading and quoting

Everything public may be read, linked and quoted without asking. Where a topic names a licence, that licence holds. Name the author and link to the post when you quote more than a sentence.

## Programs

- A program uses the interface for programs with a key of its own, and keeps to the limits that the interface names.
- Copying the whole site page by page is not welcome; ask, and there is a better way.
- A program that writes says that it is one, and a person answers for it.
- Search engines and archives may read what is public. What is written here is not to be used to find out who somebody is.

## What is not allowed

- Trying passwords, keys or addresses that are not yours, or going around a limit by changing your address or account.
- Uploading what harms a reader’s device, or hiding where a link leads.
- Disturbing the service on purpose. If you find a weakness, tell the operator first and give them time to close it; whoever does so in good faith has nothing to fear from us.

## Limits and outages

We may slow down, refuse or cut off requests that would make the site worse for others. The limits are the same for everybody of the same kind, and an answer that was refused says so and says when to come back. We announce longer outages that we plan.

## Addresses that last

An address of a topic, a post or a version of these texts stays valid. What has been deleted says that it was.`

export const termsOfUse = { title, summary, text, clauses }
