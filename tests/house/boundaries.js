import { doors, openToTheBrowser, rooms, roomsBelow, tableFilesOf } from './rooms.js'

/** dependency-cruiser's rules, written from the levels in `rooms.js`. */
const any = (names) => `(?:${names.join('|')})`
const exactly = (paths) => `^(?:${paths.join('|').replaceAll('.', '\\.')})$`
const typeOnly = { dependencyTypesNot: ['type-only'] }

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** Doors that keep rows of core: the facts on their way to jobs, and answers to repeated requests. */
const readersOfCoreTables = ['jobs/relay.ts', 'jobs/worker.ts', 'server/api/idempotency.ts']

const roomRules = rooms.flatMap((room) => {
  const below = roomsBelow(room)
  const closed = [...rooms.filter((other) => other !== room && !below.includes(other)), ...doors]
  const lowerTables = below.filter((other) => other !== 'crm')
  const own = tableFilesOf(room)
  const readable = ['core', 'index', ...own, ...lowerTables.flatMap(tableFilesOf)]
  return [
    forbid(
      `${room}-looks-down`,
      `${room} may import only ${below.length ? below.join(', ') : 'core'}: what lies beside or above answers through jobs/reactions.ts or a route.`,
      { path: `^server/${room}/` },
      { path: `^(?:server/${any(closed)}/|server/(?:main|house)\\.ts|app/|jobs/|themes/|db/(?!schema/))` },
    ),
    forbid(
      `${room}-own-tables`,
      `Outside views, ${room} speaks only of its own tables (house/own-tables reads the names).`,
      { path: `^server/${room}/`, pathNot: `^server/${room}/views/` },
      { path: '^db/schema/', pathNot: `^db/schema/${any(['core', 'index', ...own])}\\.ts$`, ...typeOnly },
    ),
    forbid(
      `${room}-views-tables`,
      `Views of ${room} may join the tables of lower rooms, never crm's, and name each room's file.`,
      { path: `^server/${room}/views/` },
      { path: '^db/schema/', pathNot: `^db/schema/${any(readable)}\\.ts$`, ...typeOnly },
    ),
    forbid(
      `${room}-own-door`,
      'Inside a room, files import each other directly.',
      { path: `^server/${room}/`, pathNot: `^server/${room}/index\\.ts$` },
      { path: `^server/${room}/index\\.ts$` },
    ),
    forbid(
      `${room}-through-the-door`,
      `From outside, ${room} is entered through its index.ts.`,
      { path: '^(?:app|db|jobs|server)/', pathNot: `^server/${room}/` },
      { path: `^server/${room}/`, pathNot: `^server/${room}/(?:index\\.ts|[^/]+/messages/|messages/)` },
    ),
  ]
})

const rules = [
  forbid(
    'no-cycle',
    'Two files that need each other are one thought or three.',
    {},
    { circular: true, viaOnly: typeOnly },
  ),
  forbid(
    'no-lost-import',
    'An import that leads nowhere fails at run time only.',
    { pathNot: '^build/' },
    { couldNotResolve: true, pathNot: '^virtual:' },
  ),
  ...roomRules,
  forbid(
    'core-knows-no-room',
    'core lies below every room.',
    { path: '^server/core/' },
    {
      path: `^(?:server/(?!core/)|app/|jobs/|themes/|db/(?!schema/core\\.ts|schema/index\\.ts|client\\.ts))`,
    },
  ),
  forbid(
    'core-speaks-of-its-tables',
    'core owns the facts and commands; other tables only as types.',
    { path: '^server/core/' },
    { path: '^db/schema/', pathNot: '^db/schema/core\\.ts$', ...typeOnly },
  ),
  forbid(
    'open-modules-are-pure',
    'What the browser may have imports nothing.',
    { path: exactly(openToTheBrowser) },
    { path: '.+' },
  ),
  forbid(
    'crm-tables-stay-inside',
    'No room outside crm joins its tables, views and types included; what crm lets out goes through its doors.',
    { path: '^(?:app|jobs|server)/', pathNot: '^server/crm/' },
    { path: '^db/schema/crm\\.ts$' },
  ),
  forbid(
    'doors-hold-no-tables',
    'Pages, API, sockets, commands and jobs call verbs and views; a few by name keep core’s tables of facts and answers.',
    { path: `^(?:app/|jobs/|server/${any(doors)}/)`, pathNot: exactly(readersOfCoreTables) },
    { path: '^db/schema/', ...typeOnly },
  ),
  forbid(
    'doors-side-by-side',
    'Doors meet in server/main.ts; one enters another through its index.ts only.',
    { path: `^(?:server/(${doors.join('|')})/|app/)` },
    { path: `^server/${any(doors)}/`, pathNot: `^server/(?:$1/|${any(doors)}/index\\.ts$)`, ...typeOnly },
  ),
  forbid(
    'pages-take-types-only',
    'Only routes, the root among them, and lib/handler.ts import server values; everything else in app/ receives props.',
    { path: '^(?:app|themes)/', pathNot: '^app/(?:routes/|root\\.tsx$|lib/handler\\.ts$)' },
    { path: '^(?:server|jobs)/', pathNot: exactly(openToTheBrowser), ...typeOnly },
  ),
  forbid(
    'pages-know-no-database',
    'Pages call verbs and views.',
    { path: '^(?:app|themes)/' },
    { path: '^(?:db|jobs)/' },
  ),
  forbid(
    'server-knows-no-page',
    'The domain knows nothing of app/.',
    { path: '^(?:server|db|jobs)/' },
    { path: '^app/' },
  ),
  forbid(
    'primitives-know-no-forum',
    'components/ui is for any forum or none.',
    { path: '^app/components/ui/' },
    { path: '^(?:app/components/(?!ui/)|app/routes/|server/(?!core/))' },
  ),
  forbid(
    'database-lies-lowest',
    'db/ knows core alone; the sample community calls verbs.',
    { path: '^db/', pathNot: '^db/demo(?:/|\\.ts$)' },
    { path: '^(?:server/(?!core/)|jobs/|app/)' },
  ),
  forbid(
    'jobs-are-composed',
    'Rooms enqueue; they do not know the workers.',
    { path: `^server/(?:core|${rooms.join('|')})/` },
    { path: '^jobs/' },
  ),
  forbid(
    'tests-stay-outside',
    'No product code imports a test.',
    { path: '^(?:app|server|db|jobs)/' },
    { path: '^tests/' },
  ),
  forbid(
    'runtime-needs-dependencies',
    'What runs in production stands in dependencies; a tool is loaded by a dynamic import where it is needed.',
    { path: '^(?:app|server|jobs|db)/', pathNot: '^(?:app/routes\\.ts|db/drizzle\\.config\\.ts)$' },
    { dependencyTypes: ['npm-dev'], dynamic: false, dependencyTypesNot: ['type-only'], pathNot: '@types/' },
  ),
]

export default {
  forbidden: rules,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:build|\\.data|\\.cache|public)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
}
