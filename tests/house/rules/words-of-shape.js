import { rooms } from '../rooms.js'

const domain = new RegExp(`^server/(?:${rooms.join('|')})/`)

/** Shapes of code the house does without. */
export const wordsOfShape = {
  domainErrors: {
    message: 'Recognise a domain error by its status: two module graphs hold a copy of the class each.',
    only: [/^app\//, /^server\/(?:http|api)\//],
    selectors: [
      'BinaryExpression[operator="instanceof"][right.name=/^(?:DomainError|NotFound|Gone|Forbidden|TermsRequired|Invalid|Conflict|TooMany)$/]',
    ],
    good: [['app/lib/handler.ts', `export const known = (error: any) => 'status' in error`]],
    bad: [['app/lib/handler.ts', `export const known = (error: any) => error instanceof NotFound`]],
  },
  alive: {
    message:
      'Nothing alive stands in a module of a room: routes would hold a second one. Put it into the load context.',
    only: [domain],
    selectors: [
      'Program > VariableDeclaration[kind="let"]',
      'Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]',
      'Program > VariableDeclaration > VariableDeclarator > NewExpression[callee.name=/^(?:Map|Set|WeakMap|LRUCache|EventEmitter)$/][arguments.length=0]',
      'Program > VariableDeclaration > VariableDeclarator > NewExpression[callee.name="LRUCache"]',
      'Program > ExpressionStatement > CallExpression[callee.name=/^set(?:Interval|Timeout)$/]',
    ],
    good: [
      [
        'server/forum/tags.ts',
        `const reserved = new Set(['all', 'new']); export const isFree = (tag: string) => !reserved.has(tag)`,
      ],
    ],
    bad: [
      [
        'server/forum/tags.ts',
        `const seen = new Map(); export const mark = (tag: string) => seen.set(tag, 1)`,
      ],
      ['server/forum/tags.ts', `let count = 0; export const next = () => (count += 1)`],
    ],
  },
  classes: {
    message: 'Functions, not classes; errors excepted.',
    only: [/^(?:app|server|jobs|db)\//],
    selectors: ['ClassDeclaration:not([superClass.name=/Error$/])', 'ClassExpression'],
    good: [['server/core/errors.ts', `export class DomainError extends Error {}`]],
    bad: [['server/forum/posts.ts', `export class PostManager {}`]],
  },
  doorsListNames: {
    message: 'A door lists names; it never exports everything.',
    only: [/^(?:app|server|jobs)\//],
    selectors: ['ExportAllDeclaration[exported=null]'],
    good: [['server/forum/index.ts', `export { startTopic } from './topics.ts'`]],
    bad: [['server/forum/index.ts', `export * from './topics.ts'`]],
  },
  defaultExports: {
    message: 'Exports have names; only routes, the root and entries are found by default export.',
    only: [/^(?:server|jobs|db|app\/(?:components|lib))\//],
    spokenIn: [/^db\/drizzle\.config\.ts$/],
    selectors: ['ExportDefaultDeclaration'],
    good: [['app/routes/ask.tsx', `export default function Ask() { return null }`]],
    bad: [['server/forum/posts.ts', `export default function post() { return null }`]],
  },
  swallowed: {
    message: 'No try/catch that only logs: throw to the hallway. (A loop in jobs/ survives and looks again.)',
    only: [/^(?:app|server)\//],
    selectors: [
      'CatchClause > BlockStatement[body.length=1] > ExpressionStatement > CallExpression[callee.object.name=/^(?:log|console)$/]',
    ],
    good: [
      [
        'server/mail/sending.ts',
        `export const send = (go: () => void) => { try { go() } catch (error) { throw new Error('refused', { cause: error }) } }`,
      ],
    ],
    bad: [
      [
        'server/mail/sending.ts',
        `export const send = (log: any, go: () => void) => { try { go() } catch (error) { log.error(error) } }`,
      ],
    ],
  },
  casts: {
    message: 'A cast through unknown claims anything; give the value its type where it is made.',
    only: [/^(?:app|server|jobs|db)\//],
    selectors: [
      'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
      'TSAsExpression > TSAnyKeyword',
      'TSTypeAssertion',
    ],
    good: [['server/forum/posts.ts', `export const kinds = ['answer', 'comment'] as const`]],
    bad: [
      ['server/forum/posts.ts', `export const id = (value: string) => value as unknown as number`],
      ['server/forum/posts.ts', `export const id = (value: string) => value as any`],
    ],
  },
}
