import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { rooms } from '../rooms.js'
import { placeOf } from './vocabulary.js'

const schema = new URL('../../../db/schema/', import.meta.url)

/** Table name → the room whose schema file declares it. */
export const owners = new Map(
  readdirSync(schema)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .flatMap((file) =>
      [...readFileSync(new URL(file, schema), 'utf8').matchAll(/pgTable\(\s*'([a-z_]+)'/g)].map((match) => [
        match[1],
        basename(file, '.ts'),
      ]),
    ),
)

const readPattern = /\b(?:from|join)\s+(?:lateral\s+)?(?:only\s+)?"?([a-z_]+)"?/gi
const writePattern =
  /\b(?:insert\s+into|delete\s+from|(?<!\bfor\s)(?<!\bno\s+key\s)update(?!\s+(?:set|of|skip|nowait)\b)|truncate(?:\s+table)?)\s+(?:only\s+)?"?([a-z_]+)"?/gi

/** Raw SQL keeps to the room's own tables: others are read in views only, and crm's never. */
export const ownTables = {
  rule: {
    meta: { type: 'problem', schema: [], docs: { description: 'Raw SQL speaks of the room’s own tables.' } },
    create(context) {
      const place = placeOf(context)
      const room = /^server\/([a-z]+)\//.exec(place)?.[1]
      if (!rooms.includes(room)) return {}
      const inViews = place.startsWith(`server/${room}/views/`)
      return {
        'TaggedTemplateExpression[tag.name="sql"]'(node) {
          const text = node.quasi.quasis.map((part) => part.value.raw).join(' $ ')
          for (const [, table] of text.matchAll(writePattern))
            blame(context, node, { table, room, allowed: false })
          for (const [, table] of text.matchAll(readPattern))
            blame(context, node, { table, room, allowed: inViews })
        },
      }
    },
  },
  good: [
    ['server/forum/tags.ts', 'sql`select 1 from topic_tags for update`'],
    ['server/forum/views/topic-page.ts', 'sql`select 1 from posts join members on true`'],
    ['server/forum/tags.ts', 'sql`select extract(epoch from asked_at) from topics`'],
  ],
  bad: [
    ['server/forum/tags.ts', 'sql`select 1 from members`'],
    ['server/forum/views/topic-page.ts', 'sql`update members set reputation = 0`'],
    ['server/escalation/views/console.ts', 'sql`select 1 from crm_contacts`'],
  ],
}

function blame(context, node, { table, room, allowed }) {
  const owner = owners.get(table.toLowerCase())
  if (!owner || owner === room || owner === 'core') return
  if (owner === 'crm')
    context.report({ node, message: `No room outside crm speaks of ${table}: ask its door.` })
  else if (!allowed)
    context.report({
      node,
      message: `${table} belongs to ${owner}: read it in a view, write it through its door.`,
    })
}
