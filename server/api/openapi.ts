import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import * as paths from '#server/core/paths.ts'
import type { Endpoint } from './endpoint.ts'
import { problemShape } from './problem.ts'

type Json = { [name: string]: unknown }
type Schema = Json & { properties?: Record<string, Json>; required?: string[] }

/**
 * The OpenAPI 3.1 document, generated from the very schemas that the verbs parse with and the tests hold the answers
 * against. Named shapes stand under `components`.
 */
export function openApiDocument(
  endpoints: readonly Endpoint[],
  { origin, version }: { origin: string; version: string },
) {
  const components: Record<string, Json> = {}
  const schema = (type: z.ZodType, side: 'input' | 'output') => hoisted(type, side, components)
  const problem = { 'application/problem+json': { schema: schema(problemShape, 'output') } }
  const byPath: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const operations = (byPath[endpoint.path] ??= {})
    operations[endpoint.method.toLowerCase()] = operation(endpoint, { schema, problem })
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Throughline', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: `${origin}${paths.api.base()}` }],
    security: [{ key: [] }, {}],
    paths: byPath,
    components: { schemas: components, securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  }
}

type Writing = { schema(type: z.ZodType, side: 'input' | 'output'): Json; problem: Json }

function operation(endpoint: Endpoint, { schema, problem }: Writing): Json {
  const { properties = {}, required = [] } = flat(schema(endpoint.input, 'input'))
  const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const rest = Object.entries(properties).filter(([name]) => !inPath.includes(name))
  const needed = required.filter((name) => !inPath.includes(name))
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const csv = endpoint.csv ? { 'text/csv': { schema: { type: 'string' } } } : {}
  const success = endpoint.shape
    ? { content: { 'application/json': { schema: schema(endpoint.shape, 'output') }, ...csv } }
    : {}
  return {
    operationId: operationId(endpoint),
    tags: [endpoint.path.split('/')[1]],
    parameters: [
      ...inPath.map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: properties[name] ?? { type: 'string' },
      })),
      ...(inQuery
        ? rest.map(([name, type]) => ({ name, in: 'query', required: needed.includes(name), schema: type }))
        : []),
      ...(endpoint.writes ? [actAs, idempotencyKey] : [actAs]),
    ],
    ...(inQuery || rest.length === 0
      ? {}
      : {
          requestBody: {
            required: needed.length > 0,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: Object.fromEntries(rest),
                  ...(needed.length ? { required: needed } : {}),
                },
              },
            },
          },
        }),
    responses: {
      ...Object.fromEntries(
        endpoint.statuses.map((status) => [
          status,
          { description: STATUS_CODES[status] ?? '', ...(status === 204 ? {} : success) },
        ]),
      ),
      default: { description: 'Problem', content: problem },
    },
  }
}

const header = (name: string) => ({ name, in: 'header', required: false, schema: { type: 'string' } })
const actAs = header('X-Act-As')
const idempotencyKey = header('Idempotency-Key')

/** `PUT /topics/{topicId}/accepted/{postId}` → `putTopicsAcceptedByTopicIdAndPostId`, unique as the address is. */
function operationId({ method, path }: Endpoint) {
  const upper = (word: string) =>
    word.charAt(0).toUpperCase() +
    word.slice(1).replace(/[^a-zA-Z0-9](.)?/g, (_, letter: string = '') => letter.toUpperCase())
  const words = path.split('/').filter(Boolean)
  const nouns = words.filter((word) => !word.startsWith('{')).map(upper)
  const by = words.filter((word) => word.startsWith('{')).map((word) => upper(word.slice(1, -1)))
  return `${method.toLowerCase()}${nouns.join('')}${by.length ? `By${by.join('And')}` : ''}`
}

/** A union or an intersection of objects, as one list of properties: what may be sent, whichever form is chosen. */
function flat(schema: Schema): Schema {
  const parts = [...list(schema.anyOf), ...list(schema.oneOf)].map(flat)
  const all = list(schema.allOf).map(flat)
  const properties = Object.assign(
    {},
    schema.properties,
    ...[...parts, ...all].map((part) => part.properties ?? {}),
  )
  const shared =
    parts.length > 0
      ? (parts[0]?.required ?? []).filter((name) => parts.every((part) => part.required?.includes(name)))
      : []
  return {
    properties,
    required: [...(schema.required ?? []), ...shared, ...all.flatMap((part) => part.required ?? [])],
  }
}

const list = (value: unknown): Schema[] => (Array.isArray(value) ? (value as Schema[]) : [])

/** JSON Schema of a type; what zod sets apart under `$defs` moves to the components of the document. */
function hoisted(type: z.ZodType, side: 'input' | 'output', components: Record<string, Json>): Json {
  const whole = z.toJSONSchema(z.object({ it: type }), {
    // eslint-disable-next-line house/sockets -- zod's name for the side of a schema, coming in or going out
    io: side,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
    },
  })
  const { $defs = {}, properties = {} } = JSON.parse(
    JSON.stringify(whole).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as { $defs?: Record<string, Json>; properties?: Record<string, Json> }
  for (const [name, { id: _id, ...definition }] of Object.entries($defs)) components[name] = definition
  return properties.it ?? {}
}
