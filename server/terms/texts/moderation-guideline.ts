import type { Clause } from '#db/schema/terms.ts'

const title = 'Moderation guideline'

const summary =
  'For moderators: how to decide under each clause, which step comes first, and what to write to the person concerned.'

/** One for each clause of the terms of service, under the same key: it stands beside that reason in the queue (TERMS-09). */
const clauses: Clause[] = [
  {
    key: 'participation',
    title: 'Take part in good faith',
    text: `Look at the history before the post: one odd answer is a bad day, five alike are a pattern.

- **Machine text passed off as experience.** Ask first where it comes from. Hide it when it is wrong, or when the author does not answer within a day and goes on.
- **Second accounts.** Similar writing is no proof. Say nothing in public; leave a note and pass it to an administrator.
- **First step:** a comment or a message. **Next:** hide, with the sentence that shows the problem quoted.`,
  },
  {
    key: 'on-topic',
    title: 'Stay on topic',
    text: `Prefer the move to the removal. A post in the wrong place is moved, a new problem inside an old topic becomes its own question, a chat below an answer is hidden only when it buries the answer.

- A question about another product of ours is on topic on that product’s board.
- Do not close because a question is simple, or because you know the answer by heart.
- **First step:** move. **Next:** close with a link to where the subject belongs.`,
  },
  {
    key: 'no-bullying',
    title: 'No bullying',
    text: `Ask whether the sentence is about the work or about the person. Harsh words about code stand; mockery of whoever wrote it does not.

- Act on the pattern, not only the sentence: a person followed from topic to topic is being bullied even where each post alone would pass.
- Private circumstances of somebody else are hidden at once, then decided.
- Never argue with the author below the post.
- **First step:** hide and write to the author. **Next:** a warning. Threats go to an administrator at once.`,
  },
  {
    key: 'no-hate',
    title: 'No hate',
    text: `Hide first and decide afterwards; no second person should have to read it. Quoting hate in order to reject it is no breach, though it can be asked to be shortened. Names and pictures of profiles count too.

- When you are unsure whether a word is an insult in the author’s language, ask a moderator who speaks it.
- **First step:** hide and warn. **On repetition, or when a person was the target:** a limit, and an administrator is told.`,
  },
  {
    key: 'no-spam',
    title: 'No spam',
    text: `Spam is meant to be seen, not to answer. Signs: a link that has nothing to do with the question, the same text in several topics, an old topic woken by a newcomer.

- Mentioning one’s own product is allowed where it answers the question and the author says so. Ask for the missing disclosure before hiding.
- Several posts of one account at once: hide them together and hold the account’s next posts.
- **First step:** hide. A first account that only ever advertised needs no warning first.`,
  },
  {
    key: 'affiliation',
    title: 'Say whom you speak for',
    text: `Most people forget it. A friendly comment that asks for one line of disclosure is enough in nearly every case.

- Do not reveal what the customer records say about somebody’s employer, not even as a hint.
- Praise by an account without any other interest is treated as spam.
- **First step:** ask. **Next:** hide until the line is there.`,
  },
  {
    key: 'lawful',
    title: 'Nothing unlawful, nothing secret',
    text: `Passwords, keys and personal particulars are hidden at once, and the author is told to change what was shown: an earlier version stays readable to moderators.

- You do not judge the law. When somebody with a name and a reason says that a post breaks it, hide it, write down who said what, and pass it to an administrator.
- A copied manual page is shortened to a quotation with its source.
- **First step:** hide. **Always:** a note that says what was there, without repeating it.`,
  },
]

const text = `For everyone who moderates here, on one board or on all. Members do not see this text; they see the clauses, and the reasons you give them.

## Before you decide

- Read the whole topic, not only the reported post. A report is a hint and not a verdict.
- Who is paying, who has many points and who is known to you changes nothing. You see no customer records here for that reason.
- Leave it to someone else when you took part in the topic, or when the post is about you.

## Choose the smallest step that helps

Correct and approve, then comment, then move, then hide, then warn, then limit. Every limit has an end. Do not take two steps where one will do.

## Say why

Name the clause, quote the words that break it, say what the author can do now. Write as you would want to be written to. Thank whoever reported, also when you decide the other way.

## When somebody objects

Another moderator looks at it afresh and is not bound by your decision. Being overruled is how we learn what a clause means; write the reason down, so that the next decision is easier.`

export const moderationGuideline = { title, summary, text, clauses }
