import type { MemberId } from '#server/core/ids.ts'
import { type ImportedRevision, importRevisions } from '#server/forum/index.ts'
import { batches, type Row, rowsOf } from './dump.ts'
import { type Brought, reasonAbout, type Run } from './posts.ts'
import { skip } from './report.ts'
import { closeReason, idOf, momentOf, tagsOf } from './rows.ts'

/** Which part of a post a row of its history holds: first writing, edit or rollback (types 1 to 9). */
const partOf: Readonly<Record<string, 'title' | 'source' | 'tags'>> = {
  ...{
    1: 'title',
    4: 'title',
    7: 'title',
    2: 'source',
    5: 'source',
    8: 'source',
    3: 'tags',
    6: 'tags',
    9: 'tags',
  },
}

const closed = '10'
const reopened = '11'
const suggested = '24'

export type Closing = { reason: string | null; by: MemberId | null; duplicateOf: string | null }

type Version = { revision: ImportedRevision; rows: number }

/** PostHistory.xml: every version of a post in Markdown, and why a question was closed at last. */
export async function bringHistory(run: Run, brought: Brought): Promise<Map<string, Closing>> {
  const file = run.report.files.PostHistory
  const closings = new Map<string, Closing>()
  let versions = new Map<string, Version>()
  let newest = ''
  for await (const rows of batches(rowsOf(run.folder, 'PostHistory'), 1000)) {
    for (const row of rows) {
      file.read++
      const type = row?.PostHistoryTypeId ?? ''
      const postId = brought.posts.get(row?.PostId ?? '')
      const at = momentOf(row?.CreationDate)
      const key = `${row?.PostId} ${row?.RevisionGUID ?? row?.Id}`
      if (!row) skip(file, 'unreadable')
      else if (!idOf(row.Id)) skip(file, 'noId')
      else if (!at) skip(file, 'noDate')
      else if (!postId) skip(file, reasonAbout(brought, row.PostId))
      else if (type === closed || type === reopened) {
        file.used++
        if (type === closed) closings.set(row.PostId ?? '', readClosing(run, row))
        else closings.delete(row.PostId ?? '')
      } else if (type === suggested && versions.has(key)) {
        file.used++
        approve(run, versions.get(key), row)
      } else if (!partOf[type]) skip(file, 'event')
      else {
        const version = versions.get(key) ?? { revision: readRevision(run, row, { postId, at }), rows: 0 }
        versions.set(key, version)
        newest = key
        version.rows++
        take(version.revision, row)
      }
    }
    // the newest version may go on in the rows to come
    const going = versions.get(newest)
    versions.delete(newest)
    await bringVersions(run, [...versions.values()])
    versions = new Map(going && [[newest, going]])
  }
  await bringVersions(run, [...versions.values()])
  return closings
}

async function bringVersions(run: Run, all: Version[]) {
  const file = run.report.files.PostHistory
  const { writtenIds } = await importRevisions(run.ctx, {
    source: run.place.source,
    revisions: all.map((one) => one.revision),
  })
  for (const { revision, rows: count } of all)
    if (writtenIds.has(revision.externalId)) file.written += count
    else file.known += count
}

/** An edit that was only suggested stands because another let it; its own rows come first. */
function approve(run: Run, version: Version | undefined, row: Row) {
  if (!version) return
  version.revision.approvedAt = version.revision.at
  version.revision.approvedBy = run.authors.of(
    /approved by (\d+)/.exec(row.Comment ?? '')?.[1],
    undefined,
  ).authorId
}

function readRevision(
  run: Run,
  row: Row,
  { postId, at }: Pick<ImportedRevision, 'postId' | 'at'>,
): ImportedRevision {
  const author = run.authors.of(idOf(row.UserId) ?? undefined, row.UserDisplayName)
  return { externalId: row.Id ?? '', postId, at, ...author, reason: '' }
}

function take(revision: ImportedRevision, row: Row) {
  const part = partOf[row.PostHistoryTypeId ?? '']
  if (part === 'title') revision.title = (row.Text ?? '').slice(0, 300)
  if (part === 'source') revision.source = (row.Text ?? '').replace(/\r\n?/g, '\n')
  if (part === 'tags') revision.tags = tagsOf(row.Text)
  if (row.Comment) revision.reason = row.Comment
}

function readClosing(run: Run, row: Row): Closing {
  const by = run.authors.of(idOf(row.UserId) ?? lastVoter(row.Text), undefined).authorId
  const original = /"OriginalQuestionIds":\[(\d+)/.exec(row.Text ?? '')?.[1]
  return { reason: closeReason(row.Comment), by, duplicateOf: original ?? null }
}

/** Since 2013 a closing names its voters in JSON; the last one closed it. */
const lastVoter = (text: string | undefined) => [...(text ?? '').matchAll(/"Id":(-?\d+)/g)].at(-1)?.[1]
