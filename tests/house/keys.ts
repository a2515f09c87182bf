import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { projectFiles } from './files.js'

/** What a file says in quotes: whole strings, the shapes of template strings, and strings that must be message keys. */
export type Quoted = {
  file: string
  strings: Set<string>
  shapes: RegExp[]
  claimed: { key: string; line: number }[]
}

const keyShaped = /^[a-z][a-zA-Z]*(?:\.[a-zA-Z0-9-]+)+$/
const errors = /^(?:Forbidden|Conflict|Gone|TooMany|DomainError)$/
/** Calls whose argument at this place is a message key. */
const speakers: Record<string, number> = { permit: 1, say: 1 }

/** Reads the quoted words of files; `claimed` are those that stand where only a key of the domain's catalogue may. */
export function quotedIn(pattern: RegExp): Quoted[] {
  return projectFiles(pattern).map((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    const quoted: Quoted = { file, strings: new Set(), shapes: [], claimed: [] }
    const look = (node: ts.Node) => {
      if (ts.isStringLiteralLike(node)) {
        quoted.strings.add(node.text)
        if (isKeyPlace(node, file)) claim(quoted, node)
      }
      if (ts.isTemplateExpression(node)) quoted.shapes.push(shapeOf(node))
      ts.forEachChild(node, look)
    }
    look(source)
    return quoted
  })
}

const claim = (quoted: Quoted, node: ts.StringLiteralLike) =>
  quoted.claimed.push({
    key: node.text,
    line: node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1,
  })

function isKeyPlace(node: ts.StringLiteralLike, file: string): boolean {
  const { parent } = node
  if (ts.isConditionalExpression(parent) && parent.condition !== node) return isArgumentOfKeys(parent)
  if (ts.isPropertyAssignment(parent) && parent.initializer === node)
    return parent.name.getText() === 'key' && keyShaped.test(node.text)
  return (
    isArgumentOfKeys(node) ||
    (/(?:^|\/)input\.ts$/.test(file) && ts.isCallExpression(parent) && keyShaped.test(node.text))
  )
}

function isArgumentOfKeys(node: ts.Expression): boolean {
  const { parent } = node
  if (ts.isNewExpression(parent))
    return errors.test(parent.expression.getText()) && parent.arguments?.[0] === node
  if (!ts.isCallExpression(parent)) return false
  const place = speakers[parent.expression.getText()]
  return place !== undefined && parent.arguments[place] === node
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const shapeOf = (node: ts.TemplateExpression) =>
  new RegExp(
    `^${escaped(node.head.text)}${node.templateSpans.map((span) => `.+${escaped(span.literal.text)}`).join('')}$`,
  )
