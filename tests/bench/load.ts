import autocannon from 'autocannon'
import { median } from './figures.ts'
import type { Server } from './servers.ts'

const connections = 8

export type Asked = {
  amount: number
  path: string
  headers?: Record<string, string>
  /** For writes: a request for the n-th call. */
  each?: (n: number) => { method: 'POST'; path: string; body: string; headers: Record<string, string> }
  status: number
}

/** CPU milliseconds of the server for one request, over `amount` requests on eight connections that stay open. */
export async function costOf(
  server: Server,
  { amount, path, headers = {}, each, status }: Asked,
): Promise<number> {
  let n = 0
  const before = await server.usage()
  const result = await autocannon({
    url: server.url,
    connections,
    amount,
    timeout: 60,
    headers: { ...headers, 'accept-encoding': 'identity' },
    requests: each
      ? [{ method: 'POST', path, setupRequest: (request) => ({ ...request, ...each(n++) }) }]
      : [{ method: 'GET', path }],
  })
  const after = await server.usage()
  const family = status < 300 ? result['2xx'] : result['3xx']
  if (family !== amount)
    throw new Error(`${path}: ${family} of ${amount} answers were as expected, ${result.non2xx} others`)
  return (after.cpu - before.cpu) / amount
}

/** Milliseconds until the whole answer is there, asked one after another. */
export async function timesOf(
  url: string,
  headers: Record<string, string>,
  times: number,
): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < times; n++) {
    const began = performance.now()
    const answer = await fetch(url, { headers: { ...headers, 'accept-encoding': 'identity' } })
    await answer.arrayBuffer()
    taken.push(performance.now() - began)
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
  }
  return taken
}

/** Medians of two things measured turn by turn, so that what else the machine does meets both alike. */
export async function sideBySide(rounds: number, one: () => Promise<number>, other: () => Promise<number>) {
  const [ones, others]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ones.push(await one())
    others.push(await other())
  }
  return [median(ones), median(others)] as const
}
