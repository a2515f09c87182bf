import { placeOf } from './vocabulary.js'

const letters = /\p{L}{2,}/u
const spoken =
  /^(?:title|alt|label|placeholder|aria-label|aria-description|aria-roledescription|summary|legend|hint)$/
const samples = /^(?:code|kbd|samp|pre)$/
const message = 'Sentences stand in app/messages: t(…).'

/** What a person reads comes from the catalogue, in text, in spoken attributes and in expressions alike; stories are for builders. */
export const sentences = {
  rule: {
    meta: { type: 'problem', schema: [], docs: { description: message } },
    create(context) {
      if (!/^app\/(?!components\/stories\/|routes\/dev-).*\.tsx$/.test(placeOf(context))) return {}
      const blame = (node, text) => {
        if (typeof text === 'string' && letters.test(text) && !isSample(node))
          context.report({ node, message })
      }
      return {
        JSXText: (node) => blame(node, node.value),
        JSXAttribute(node) {
          if (node.value?.type === 'Literal' && spoken.test(String(node.name.name)))
            blame(node, node.value.value)
        },
        'JSXElement > JSXExpressionContainer > Literal': (node) => blame(node, node.value),
        'JSXElement > JSXExpressionContainer > TemplateLiteral': (node) =>
          node.quasis.forEach((part) => blame(node, part.value.cooked)),
        'JSXElement > JSXExpressionContainer > ConditionalExpression > Literal': (node) =>
          blame(node, node.value),
      }
    },
  },
  good: [
    [
      'app/components/topic/title.tsx',
      `const Title = () => <h1 title={t('topic.title')}>{t('topic.ask')} · 3</h1>`,
    ],
    ['app/routes/search.tsx', `const Sample = () => <code>{'is:solved tag:sso'}</code>`],
    ['app/components/topic/title.tsx', `const Title = () => <a className="quiet" rel="next">{word}</a>`],
  ],
  bad: [
    ['app/components/topic/title.tsx', `const Title = () => <h1>Ask a question</h1>`],
    ['app/components/topic/title.tsx', `const Title = () => <input placeholder="Your title" />`],
    ['app/routes/ask.tsx', `const Title = () => <p>{open ? 'Open' : 'Closed'}</p>`],
  ],
}

/** What is typed rather than read is the same in every language. */
function isSample(node) {
  const element = node.type === 'JSXAttribute' ? null : holder(node.parent)
  return element !== null && samples.test(element.openingElement.name.name ?? '')
}

const holder = (node) => (!node || node.type === 'JSXElement' ? (node ?? null) : holder(node.parent))
