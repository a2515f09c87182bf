import type { Clause } from '#db/schema/terms.ts'

const title = 'Terms of service'

const summary =
  'You keep what is yours, you let us show what you post, you treat people well, and we tell you the rule whenever we act on a post.'

/** Each is a reason a post can be reported or removed for (TERMS-07). */
const clauses: Clause[] = [
  {
    key: 'participation',
    title: 'Take part in good faith',
    text: 'Ask because you want to know, answer because you want to help. One person uses one account. Do not vote for yourself through others, and do not pass a machine’s text off as your own experience: say where an answer comes from, and test it before you post it.',
  },
  {
    key: 'on-topic',
    title: 'Stay on topic',
    text: 'Post where the subject belongs, and keep to the subject of the topic you are in. A new problem deserves a new question. Posts in the wrong place may be moved; posts about nothing this community is for may be closed.',
  },
  {
    key: 'no-bullying',
    title: 'No bullying',
    text: 'Criticise code, ideas and answers, not people. No threats, no mockery, no pile-ons, no publishing of someone’s private circumstances, and no following a person from topic to topic.',
  },
  {
    key: 'no-hate',
    title: 'No hate',
    text: 'Nobody is attacked or belittled here for origin, skin colour, religion, sex, gender, sexual orientation, disability, age or illness, whether in words, pictures, names or links.',
  },
  {
    key: 'no-spam',
    title: 'No spam',
    text: 'No advertising, no bulk messages, no links placed to be counted. Mention your own product where it truly answers the question, and say that it is yours.',
  },
  {
    key: 'affiliation',
    title: 'Say whom you speak for',
    text: 'If you work for, or are paid by, the maker or a competitor of something you write about, say so where you write. Nobody may praise or attack a product under a borrowed name.',
  },
  {
    key: 'lawful',
    title: 'Nothing unlawful, nothing secret',
    text: 'Do not post what the law forbids, what belongs to others, or what you promised to keep to yourself. Never post passwords, keys or the personal particulars of other people.',
  },
]

const text = `These terms hold between you and the operator of this community. Reading needs no agreement. Writing does, once a version of these terms has been published for acceptance.

## Your account

You are at least 16 years old, the email address is yours, and you keep your password to yourself. You may leave at any time: you close your account under *Settings*. What you wrote stays for those who found help in it, unless you ask for it to go.

## What you post

What you write remains yours. You allow the operator to store and show it, to format it, to make it searchable, and to keep it readable for those who found help in it. Others may quote it with a link to you. If you want something removed that others have built upon, ask a moderator; we look for a way that leaves their work intact.

## What we do

- We remove or hide a post only under one of the clauses below, and we name the clause.
- We tell you when we do, and someone else than the person who decided hears your objection.
- We keep the service running as well as we reasonably can, and make no promise beyond that unless you have a contract that says otherwise.
- An answer here is advice between colleagues. Check it before you rely on it.

## Changes

A new version comes with a summary of what is different and a date from which it holds. Earlier versions stay readable.`

export const termsOfService = { title, summary, text, clauses }
