import { placeOf } from './vocabulary.js'

/**
 * A change that tells nothing leaves no trace in history, cache, sockets or reactions. Telling counts in the change
 * itself, in a function of this file that is given the tx, or in another room's verb, whose name is no question.
 * A change that truly has nothing to tell says why on the line above: `// house: silent change — the reason`.
 */
const question =
  /(?:InView|Of|By|Key|Count)$|^(?:can|visible|is|has|find|read|load|list|count|parse|permit|rows|must|lock|current|new|by|to)/

const message =
  'This change tells nothing. Tell a fact, or give the reason above it: // house: silent change — …'

export const changeTells = {
  rule: {
    meta: { type: 'problem', schema: [], docs: { description: message } },
    create(context) {
      if (placeOf(context).startsWith('tests/')) return {}
      const functions = new Map()
      const changes = []
      return {
        FunctionDeclaration: (node) => functions.set(node.id?.name, node),
        'VariableDeclarator > ArrowFunctionExpression': (node) => functions.set(node.parent.id.name, node),
        'CallExpression[callee.name=/^change(?:Ungated)?$/]': (node) => changes.push(node),
        'Program:exit'() {
          for (const node of changes) {
            const work = workOf(node.arguments[1], functions)
            if (excused(context, node)) continue
            if (work && !tells(work, functions, new Set())) context.report({ node, message })
          }
        },
      }
    },
  },
  good: [
    ['server/forum/accepting.ts', `change(ctx, async (tx) => { tx.tell({ type: 'answer.accepted' }) })`],
    [
      'server/forum/accepting.ts',
      `const mark = (tx) => tx.tell({ type: 'x' }); change(ctx, async (tx) => { await mark(tx) })`,
    ],
    ['server/escalation/opening.ts', `change(ctx, async (tx) => { await openBranch(tx, { topicId }) })`],
    [
      'server/forum/reading.ts',
      `// house: silent change — what one reads is nobody's news\nchange(ctx, async (tx) => { await tx.db.delete(reads) })`,
    ],
    ['server/forum/posts.ts', `change(ctx, async (tx) => { const { tell } = tx; tell({ type: 'x' }) })`],
  ],
  bad: [
    [
      'server/forum/accepting.ts',
      `change(ctx, async (tx) => { await tx.db.update(posts).set({ score: 1 }) })`,
    ],
    [
      'server/forum/accepting.ts',
      `change(ctx, async (tx) => { await postInView(tx, ref); await tx.db.delete(posts) })`,
    ],
    [
      'server/forum/accepting.ts',
      `const mark = async (tx) => tx.db.delete(posts); change(ctx, (tx) => mark(tx))`,
    ],
  ],
}

/** The reason stands in a comment within the three lines above the change. */
const excused = (context, node) =>
  context.sourceCode
    .getAllComments()
    .some(
      (comment) =>
        /house: silent change — \S.{8,}/.test(comment.value) &&
        node.loc.start.line - comment.loc.end.line <= 3 &&
        comment.loc.end.line <= node.loc.start.line,
    )

const isFunction = (node) => /Function/.test(node?.type ?? '')

const workOf = (argument, functions) => (isFunction(argument) ? argument : functions.get(argument?.name))

function tells(work, functions, seen) {
  if (seen.has(work)) return false
  seen.add(work)
  return calls(work.body).some((call) => tellsByCall(call, work, functions, seen))
}

function tellsByCall(call, work, functions, seen) {
  const name = call.callee.property?.name ?? call.callee.name
  if (name === 'tell') return true
  const given = call.arguments.some(
    (argument) => argument.type === 'Identifier' && nameOf(work.params[0]) === argument.name,
  )
  if (!given || name === undefined) return false
  const own = functions.get(call.callee.name)
  return own ? tells(own, functions, seen) : !question.test(name)
}

const nameOf = (parameter) => parameter?.name ?? parameter?.left?.name

/** Every call below a node, inner functions included. */
function calls(node, found = []) {
  if (!node || typeof node.type !== 'string') return found
  if (node.type === 'CallExpression') found.push(node)
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child === 'object') calls(child, found)
  }
  return found
}
