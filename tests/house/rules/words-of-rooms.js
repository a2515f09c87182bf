const tests = /^tests\//
// the page manifest is read at build time, before there is an Env
const tools = /^(?:tests\/|db\/drizzle\.config\.ts|remix\.config\.js|app\/routes\.ts)/

/** Words of the machinery, each spoken in few places. */
export const wordsOfRooms = {
  http: {
    message: 'Request, Response, Headers and redirect are words of app/, server/http and server/api.',
    spokenIn: [/^app\//, /^server\/(?:http|api)\//, /^server\/main\.ts$/, tools],
    globals: ['Request', 'Response', 'Headers'],
    imports: [/^express$/, /^@remix-run\//],
    good: [
      [
        'app/routes/ask.tsx',
        `import { redirect } from '@remix-run/node'; export const action = () => redirect('x')`,
      ],
      [
        'server/forum/posts.ts',
        `type Request = { id: string }; export const asked = (request: Request) => request.id`,
      ],
    ],
    bad: [
      ['server/forum/posts.ts', `export const loader = (request: Request) => request.url`],
      [
        'server/crm/links.ts',
        `import { redirect } from '@remix-run/node'; export const away = () => redirect('x')`,
      ],
      ['server/crm/links.ts', `import { Router } from 'express'; export const router = Router()`],
    ],
  },
  transaction: {
    message: 'A transaction is opened by change() alone, so that facts are told with it.',
    spokenIn: [/^server\/core\/change\.ts$/, /^jobs\/relay\.ts$/, /^db\/backup\.ts$/, tests],
    selectors: [
      'CallExpression[callee.property.name="transaction"]',
      'CallExpression[callee.property.name="begin"]',
    ],
    good: [['jobs/relay.ts', `export const relay = (db: any) => db.transaction(async () => 1)`]],
    bad: [['server/forum/posts.ts', `export const write = (db: any) => db.transaction(async () => 1)`]],
  },
  queue: {
    message: 'pg-boss is spoken in jobs/ and server/core/queue.ts; a room enqueues.',
    spokenIn: [/^jobs\//, /^server\/core\/queue\.ts$/, tests],
    imports: [/^pg-boss$/],
    selectors: ['Identifier[name="boss"]'],
    good: [['jobs/worker.ts', `import PgBoss from 'pg-boss'; export const boss = new PgBoss('x')`]],
    bad: [
      ['server/mail/sending.ts', `import PgBoss from 'pg-boss'; export const queue = new PgBoss('x')`],
      [
        'server/mail/sending.ts',
        `export const later = (boss: { send(name: string): void }) => boss.send('x')`,
      ],
    ],
  },
  sessions: {
    message: 'lucia is spoken in server/identity/sessions.ts alone.',
    spokenIn: [/^server\/identity\/sessions\.ts$/],
    imports: [/^lucia$/, /^@lucia-auth\//],
    good: [['server/identity/sessions.ts', `import { Lucia } from 'lucia'; export const make = () => Lucia`]],
    bad: [['server/http/context.ts', `import { Lucia } from 'lucia'; export const make = () => Lucia`]],
  },
  environment: {
    message: 'The environment is read once, by server/core/env.ts; take Env as a value.',
    spokenIn: [/^server\/core\/env\.ts$/, /^server\/(?:launch\.js|main\.ts)$/, tools],
    selectors: [
      'MemberExpression[object.name="process"][property.name="env"]',
      'ImportDeclaration[source.value="node:process"] > ImportSpecifier[imported.name="env"]',
      'MemberExpression[property.name="env"][object.type="MetaProperty"]',
    ],
    good: [['server/core/env.ts', `export const port = process.env.PORT`]],
    bad: [
      ['server/http/server.ts', `export const port = process.env.PORT`],
      ['server/http/server.ts', `import { env } from 'node:process'; export const port = env.PORT`],
    ],
  },
  time: {
    message: 'Take the time from ctx.now, in a sweep from clock.now(); it is asked where a ctx is made.',
    spokenIn: [
      /^server\/core\/clock\.ts$/,
      /^server\/launch\.js$/,
      /^app\/(?:lib\/|entry\.)/,
      /^db\/embedded\//,
      tests,
    ],
    selectors: [
      'NewExpression[callee.name="Date"][arguments.length=0]',
      'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    ],
    good: [
      ['server/forum/posts.ts', `export const at = (ctx: { now: Date }) => new Date(ctx.now.getTime() + 1)`],
    ],
    bad: [
      ['server/forum/posts.ts', `export const at = () => new Date()`],
      ['server/escalation/sweep.ts', `export const at = () => Date.now()`],
    ],
  },
  databaseTime: {
    message: 'Domain SQL takes its moments from ctx.now; the clock alone asks the database.',
    spokenIn: [/^server\/core\/clock\.ts$/, tests],
    selectors: [
      'TaggedTemplateExpression[tag.name="sql"] TemplateElement[value.raw=/\\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\\s*\\(|\\bcurrent_(?:timestamp|date|time)\\b/i]',
      'CallExpression[callee.property.name=/^(?:defaultNow|\\$onUpdate|\\$onUpdateFn)$/]',
    ],
    good: [['server/forum/posts.ts', `export const due = (sql: any, now: Date) => sql\`due_at <= \${now}\``]],
    bad: [
      ['server/forum/posts.ts', `export const due = (sql: any) => sql\`due_at <= now()\``],
      ['db/schema/forum.ts', `export const at = (timestamp: any) => timestamp('at').defaultNow()`],
    ],
  },
  network: {
    message: 'The outside is reached through server/core/outbound.ts, the one guarded client.',
    spokenIn: [/^server\/core\/outbound\.ts$/, /^server\/launch\.js$/, /^app\/entry\.client\.tsx$/, tests],
    globals: ['fetch', 'XMLHttpRequest', 'EventSource'],
    imports: [/^undici$/],
    selectors: [
      'ImportDeclaration[source.value=/^(?:node:)?https?$/] > ImportSpecifier[imported.name=/^(?:request|get)$/]',
    ],
    good: [
      ['server/core/outbound.ts', `export const ask = (url: string) => fetch(url)`],
      [
        'server/http/server.ts',
        `import { createServer } from 'node:http'; export const server = createServer()`,
      ],
    ],
    bad: [
      ['server/webhooks/delivering.ts', `export const ask = (url: string) => fetch(url)`],
      [
        'server/crm/providers/salesforce.ts',
        `import { request } from 'node:https'; export const ask = request`,
      ],
    ],
  },
  outbound: {
    message: 'Only crm/providers, webhooks, mail, media and notifications speak to the outside.',
    spokenIn: [/^server\/crm\/providers\//, /^server\/(?:webhooks|mail|media|notifications|core)\//, tests],
    imports: [/(?:^|\/)outbound\.ts$/],
    good: [
      [
        'server/webhooks/delivering.ts',
        `import { post } from '#server/core/outbound.ts'; export const send = post`,
      ],
    ],
    bad: [
      ['server/forum/posts.ts', `import { post } from '#server/core/outbound.ts'; export const send = post`],
    ],
  },
  sockets: {
    message: 'Sockets are spoken in server/realtime and app/lib/live.ts; a route never holds them.',
    spokenIn: [/^server\/realtime\//, /^app\/lib\/live\.tsx?$/, tests],
    imports: [/^socket\.io/, /^@socket\.io\//],
    globals: ['WebSocket'],
    selectors: ['Identifier[name="io"]'],
    good: [['app/lib/live.ts', `import { io } from 'socket.io-client'; export const live = io()`]],
    bad: [
      ['server/forum/posts.ts', `import { Server } from 'socket.io'; export const make = () => new Server()`],
    ],
  },
  console: {
    message: 'Write to the log (server/core/log.ts); the console belongs to the command line.',
    spokenIn: [/^server\/core\/log\.ts$/, /^server\/launch\.js$/, /^server\/cli\//, tools],
    globals: ['console'],
    good: [['server/cli/doctor.ts', `console.log('all well')`]],
    bad: [['server/forum/posts.ts', `console.log('posted')`]],
  },
}
