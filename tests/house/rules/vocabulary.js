import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { wordsOfPages } from './words-of-pages.js'
import { wordsOfRooms } from './words-of-rooms.js'
import { wordsOfShape } from './words-of-shape.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A file's path from the project's root, with forward slashes. */
export const placeOf = (context) => relative(root, context.filename).split('\\').join('/')

/**
 * The words of the house and where they may be spoken. `globals` are names nobody declared, `imports` match the
 * module asked for, `selectors` are esquery. `only` limits a word to some files, `spokenIn` lists who may say it.
 * Each word carries lines that pass and lines that do not; `rules.test.ts` runs them.
 */
export const vocabulary = { ...wordsOfRooms, ...wordsOfPages, ...wordsOfShape }

const speaks = (entry, place) =>
  (!entry.only || entry.only.some((pattern) => pattern.test(place))) &&
  !(entry.spokenIn ?? []).some((pattern) => pattern.test(place))

/** One word as an ESLint rule. */
export function vocabularyRule(entry) {
  return {
    meta: { type: 'problem', schema: [], docs: { description: entry.message } },
    create(context) {
      if (!speaks(entry, placeOf(context))) return {}
      const report = (node) => context.report({ node, message: entry.message })
      const visitors = {}
      for (const selector of entry.selectors ?? []) visitors[selector] = report
      if (entry.imports) Object.assign(visitors, importVisitors(entry.imports, report))
      if (entry.globals)
        visitors['Program:exit'] = (node) => undeclared(context, node, entry.globals).forEach(report)
      return visitors
    },
  }
}

function importVisitors(patterns, report) {
  const look = (node) => {
    const asked = node.source?.value
    if (typeof asked === 'string' && patterns.some((pattern) => pattern.test(asked))) report(node)
  }
  return {
    ImportDeclaration: look,
    ImportExpression: look,
    ExportNamedDeclaration: look,
    ExportAllDeclaration: look,
  }
}

/** Mentions of a name that this file neither declares nor imports, as value or as type. */
function undeclared(context, program, names) {
  const scope = context.sourceCode.getScope(program)
  const references = [
    ...scope.through,
    ...scope.variables.filter((name) => name.defs.length === 0).flatMap((name) => name.references),
  ]
  return [...new Set(references.map((reference) => reference.identifier))].filter((node) =>
    names.includes(node.name),
  )
}
