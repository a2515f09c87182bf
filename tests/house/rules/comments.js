import { placeOf } from './vocabulary.js'

const directive = /^\s*(?:eslint|prettier|@ts-|global\b|v8|vite)/
const unreasoned = /^\s*eslint-disable(?:-next-line|-line)?(?![^]*\s--\s+\S)/
const unfinished = /\b(?:TODO|FIXME|XXX|HACK)\b/

/** Comments give a reason, a limit or a source, in three lines at most; a door's header has four. Exceptions give a reason. */
export const comments = {
  rule: {
    meta: {
      type: 'suggestion',
      schema: [],
      docs: { description: 'Comments are short, exceptions reasoned.' },
    },
    create(context) {
      const limit = /(?:^|\/)index\.ts$/.test(placeOf(context)) ? 4 : 3
      return {
        Program() {
          const all = context.sourceCode.getAllComments()
          for (const comment of all) {
            if (unreasoned.test(comment.value))
              context.report({ loc: comment.loc, message: 'Give the reason of the exception after " -- ".' })
            if (unfinished.test(comment.value))
              context.report({ loc: comment.loc, message: 'Nothing unfinished is left behind in a comment.' })
          }
          for (const run of runs(all))
            if (run.length > limit)
              context.report({
                loc: run[0].loc,
                message: `A comment of ${run.length} lines: ${limit} at most.`,
              })
        },
      }
    },
  },
  good: [
    ['server/forum/posts.ts', `// a row lock refreshes only the locked row\nexport const one = 1`],
    [
      'server/forum/posts.ts',
      `// eslint-disable-next-line no-var -- the old API wants it\nexport const one = 1`,
    ],
  ],
  bad: [
    ['server/forum/posts.ts', `// a\n// b\n// c\n// d\nexport const one = 1`],
    ['server/forum/posts.ts', `// eslint-disable-next-line no-var\nexport const one = 1`],
    ['server/forum/posts.ts', `// ${'TO'}${'DO'}: finish\nexport const one = 1`],
  ],
}

/** Line comments that stand on consecutive lines, directives left out. */
function runs(all) {
  const lines = all.filter((comment) => comment.type === 'Line' && !directive.test(comment.value))
  const found = []
  for (const line of lines) {
    const run = found.at(-1)
    if (run && run.at(-1).loc.end.line + 1 === line.loc.start.line) run.push(line)
    else found.push([line])
  }
  return found
}
