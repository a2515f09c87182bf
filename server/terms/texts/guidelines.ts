import type { Clause } from '#db/schema/terms.ts'

const title = 'Community guidelines'

const summary =
  'How to ask so that you get an answer, how to answer so that it helps, and how to be here with others.'

const clauses: Clause[] = []

const text = `## Asking

- Put the problem into the title, as you would say it to a colleague: “Export stops at 10,000 rows” rather than “Help with export”.
- Say what you wanted, what you did, and what happened instead. Add the version, and the message word for word.
- One question for each topic. Look at the suggestions while you type: perhaps it has been answered.
- Come back. Say what worked, and accept the answer that solved it: the next person will look for exactly that.

## Answering

- Answer the question that was asked. If you think another one should have been asked, answer both.
- Say what to do, and why it works. Say which version you tried it on, or that you did not try it.
- A comment asks for detail or points something out. If it solves the problem, write it as an answer.
- It is fine not to know. A good question back is help too.

## Voting

- Vote for what helped you, not for whom you like.
- Vote down what is wrong or misleading, and leave a comment that says how it could be put right.

## Being here

- Assume that the other person is tired, in a hurry, or writing in a third language. They often are.
- Criticise the thing, never the person.
- If something breaks the rules, report it and move on. Somebody will look at it, and will tell you what was decided.`

export const guidelines = { title, summary, text, clauses }
