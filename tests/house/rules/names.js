import { basename } from 'node:path'
import { placeOf } from './vocabulary.js'

const emptyFile = /^(?:utils?|helpers?|misc|common|manager|service|data|info)(?:\.|$)/i
const emptyName =
  /^(?:utils?|helpers?|misc|common|manager|service|data|info)$|(?:Manager|(?<!Of)Service|Helper|Utils?)$/
// a handle is also a member's name, so that only deeds are meant
const emptyDeed =
  /^(?:process[A-Z]|handle(?:[A-Z]\w*)?(?:Click|Change|Submit|Request|Response|Error|Event|Key|Press|Input|Message|Answer|Post|Topic|Job|Form)s?$)/

/** Names that say nothing: of files, functions, types and top-level values. */
export const names = {
  rule: {
    meta: { type: 'suggestion', schema: [], docs: { description: 'Names that say nothing.' } },
    create(context) {
      const place = placeOf(context)
      const blame = (node, name, isDeed = false) => {
        if (emptyName.test(name) || (isDeed && emptyDeed.test(name)))
          context.report({ node, message: `"${name}" says nothing; name the thing or the deed.` })
      }
      return {
        Program(node) {
          if (emptyFile.test(basename(place)) || /(?:^|\/)(?:utils?|helpers?|misc|common)\//.test(place))
            context.report({ node, message: `A file called ${place} says nothing; call it by its thought.` })
        },
        FunctionDeclaration: (node) => node.id && blame(node, node.id.name, true),
        TSTypeAliasDeclaration: (node) => blame(node, node.id.name),
        TSInterfaceDeclaration: (node) => blame(node, node.id.name),
        VariableDeclarator: (node) =>
          node.id.type === 'Identifier' && blame(node, node.id.name, /Function/.test(node.init?.type ?? '')),
      }
    },
  },
  good: [
    ['server/forum/accepting.ts', `export const acceptAnswer = () => 1`],
    ['server/core/clock.ts', `export const processClock = { at: 1 }`],
    ['server/forum/accepting.ts', `const { data } = fetcher; export const kept = data`],
  ],
  bad: [
    ['server/forum/utils.ts', `export const acceptAnswer = () => 1`],
    ['server/forum/accepting.ts', `export function handleAnswer() {}`],
    ['server/forum/accepting.ts', `const data = 1; export const kept = data`],
  ],
}
