import { createServer } from 'node:http'

/** What all shares are taken of: node:http writing 60 KB that lie ready, and nothing else. */
const body = Buffer.alloc(60 * 1024, 'Throughline. ')

const server = createServer((_req, res) => {
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length })
  res.end(body)
})
server.listen(Number(process.env.PORT), '127.0.0.1', () =>
  process.stdout.write('The plain server is ready\n'),
)
process.on('disconnect', () => process.exit(0))
