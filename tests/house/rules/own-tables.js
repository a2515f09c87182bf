import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { rooms, roomsBelow, tableFilesOf } from '../rooms.js'
import { placeOf } from './vocabulary.js'

const schema = new URL('../../../db/schema/', import.meta.url)

/** Table → the room whose schema file declares it: `tables` by its name in SQL, `names` by its name in code. */
function declared() {
  const tables = new Map()
  const names = new Map()
  for (const file of readdirSync(schema).filter((name) => name.endsWith('.ts') && name !== 'index.ts')) {
    const text = readFileSync(new URL(file, schema), 'utf8')
    const stem = basename(file, '.ts')
    const room = rooms.find((one) => tableFilesOf(one).includes(stem)) ?? stem
    for (const [, name, table] of text.matchAll(/export const (\w+) = pgTable\(\s*'([a-z_]+)'/g)) {
      tables.set(table, room)
      names.set(name, room)
    }
  }
  return { tables, names }
}

const { tables, names } = declared()

const readPattern = /\b(?:from|join)\s+(?:lateral\s+)?(?:only\s+)?"?([a-z_]+)"?/gi
const writePattern =
  /\b(?:insert\s+into|delete\s+from|(?<!\bfor\s)(?<!\bno\s+key\s)update(?!\s+(?:set|of|skip|nowait)\b)|truncate(?:\s+table)?)\s+(?:only\s+)?"?([a-z_]+)"?/gi

/**
 * A room speaks of its own tables; lower rooms' are read in views, crm's nowhere outside crm. Holds for imports from
 * db/schema, for what a view would write, and for raw SQL.
 */
export const ownTables = {
  rule: {
    meta: { type: 'problem', schema: [], docs: { description: 'A room speaks of its own tables.' } },
    create(context) {
      const place = placeOf(context)
      const room = /^server\/([a-z]+)\//.exec(place)?.[1]
      if (!rooms.includes(room)) return {}
      const reader = { context, room, inViews: place.startsWith(`server/${room}/views/`) }
      return {
        'ImportDeclaration[source.value=/db\\u002fschema\\u002f/] > ImportSpecifier'(node) {
          const name = node.imported.name
          blame(reader, { node, name, owner: names.get(name), write: false })
        },
        'CallExpression[callee.property.name=/^(?:insert|update|delete)$/][arguments.0.type="Identifier"]'(
          node,
        ) {
          const { name } = node.arguments[0]
          blame(reader, { node, name, owner: names.get(name), write: true })
        },
        'TaggedTemplateExpression[tag.name="sql"]'(node) {
          const text = node.quasi.quasis.map((part) => part.value.raw).join(' $ ')
          for (const [, name] of text.matchAll(writePattern))
            blame(reader, { node, name, owner: tables.get(name.toLowerCase()), write: true })
          for (const [, name] of text.matchAll(readPattern))
            blame(reader, { node, name, owner: tables.get(name.toLowerCase()), write: false })
        },
      }
    },
  },
  good: [
    ['server/forum/tags.ts', 'sql`select 1 from topic_tags for update`'],
    ['server/forum/views/topic-page.ts', 'sql`select 1 from posts join members on true`'],
    [
      'server/forum/views/topic-page.ts',
      `import { members, posts } from '#db/schema/index.ts'; db.select().from(members, posts)`,
    ],
    [
      'server/forum/tags.ts',
      `import { type TopicKind, tags } from '#db/schema/index.ts'; tx.db.insert(tags)`,
    ],
    ['server/forum/tags.ts', 'sql`select extract(epoch from asked_at) from topics`'],
  ],
  bad: [
    ['server/forum/tags.ts', 'sql`select 1 from members`'],
    ['server/forum/tags.ts', `import { members } from '#db/schema/index.ts'`],
    ['server/forum/views/topic-page.ts', 'sql`update members set reputation = 0`'],
    [
      'server/forum/views/topic-page.ts',
      `import { members } from '#db/schema/identity.ts'; tx.db.update(members)`,
    ],
    ['server/forum/views/topic-page.ts', `import { escalations } from '#db/schema/index.ts'`],
    ['server/escalation/views/console.ts', 'sql`select 1 from crm_contacts`'],
    ['server/escalation/views/console.ts', `import { crmContacts } from '#db/schema/index.ts'`],
  ],
}

function blame({ context, room, inViews }, { node, name, owner, write }) {
  if (!owner || owner === room || (owner === 'core' && !write)) return
  const report = (message) => context.report({ node, message })
  if (owner === 'crm') report(`No room outside crm speaks of ${name}: ask its door.`)
  else if (write) report(`${name} belongs to ${owner}: it is written through its door.`)
  else if (!inViews || !roomsBelow(room).includes(owner))
    report(`${name} belongs to ${owner}: read it in a view of a room above, or ask its door.`)
}
