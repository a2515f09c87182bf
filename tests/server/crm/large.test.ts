import { Readable } from 'node:stream'
import { accountList, importCrmCsv } from '#server/crm/index.ts'
import { expect, test } from '#tests/world.ts'

const rows = Number(process.env.CSV_ROWS ?? 5000)

function* file() {
  yield 'external_id,name,domains,tier\n'
  for (let n = 0; n < rows; n++) yield `A${n},Account ${n},a${n}.example,B\n`
}

test(
  'CRM-23: a long file is read as it streams, and the second time changes nothing',
  { timeout: 300_000 },
  async ({ world }) => {
    const bring = () => importCrmCsv(world.ctx, { files: { accounts: Readable.from(file()) }, dryRun: false })
    expect((await bring()).accounts).toMatchObject({ read: rows, created: rows, refused: 0 })
    expect((await bring()).accounts).toMatchObject({ read: rows, unchanged: rows })
    expect((await accountList(world.ctx, { limit: 100 })).items).toHaveLength(100)
  },
)
