import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { say } from '#server/core/words.ts'
import {
  finishTopics,
  importBoard,
  type ImportedAcceptance,
  type ImportedClosing,
  refreshStatistics,
  topicsOpenedBy,
  unfinishedTopics,
} from '#server/forum/index.ts'
import { type Command, WrongUsage } from './command.ts'
import { bringAuthors } from './stackexchange/authors.ts'
import { dumpFiles, pathOf, rowsOf } from './stackexchange/dump.ts'
import { bringHistory, type Closing } from './stackexchange/history.ts'
import { bringComments, bringPosts, type Brought, type Run } from './stackexchange/posts.ts'
import { emptyReport, type ImportReport, reportLines, skip } from './stackexchange/report.ts'
import { hostOf } from './stackexchange/rows.ts'
import { bringVotes, settleScores } from './stackexchange/votes.ts'

/** `board`: slug, `imported` unless given. `site`: the host the dump comes from, where the folder's name does not tell. */
export type StackExchangeDump = { folder: string; board?: string | undefined; site?: string | undefined }

const topicsPerChange = 300

/**
 * Brings a Stack Exchange data dump (decisions 6, 30, 31): ghosts, questions, answers, comments, votes, bounties, edits,
 * closings and tags, with dates, authors, scores and accepted answers. A second run changes nothing; a broken one is
 * taken up where it stopped. No clock, notice or mail follows (API-11).
 */
export async function importStackExchange(ctx: Ctx, dump: StackExchangeDump): Promise<ImportReport> {
  const started = performance.now()
  await mustBeDump(dump.folder)
  const importing: Ctx = { ...ctx, origin: 'import' }
  const host = dump.site ?? hostOf(dump.folder)
  const source = host ?? basename(dump.folder.replace(/\/+$/, ''))
  const report = emptyReport(source)
  for (const file of dumpFiles) report.files[file].missing = pathOf(dump.folder, file) === null

  const slug = dump.board ?? 'imported'
  const run: Run = {
    ctx: importing,
    folder: dump.folder,
    // Without a host relative links lead nowhere sensible, so they lead to no host at all.
    place: { source, base: host ? `https://${host}` : 'https://imported.invalid' },
    host,
    boardId: await importBoard(importing, {
      slug,
      title: slug === 'imported' ? say('en', 'import.board') : slug,
    }),
    authors: await bringAuthors(importing, { folder: dump.folder, source, file: report.files.Users }),
    report,
  }
  const brought = await bringPosts(run)
  const closings = await bringHistory(run, brought)
  await refreshStatistics(ctx)
  await bringComments(run, brought)
  const acceptedOn = await bringVotes(run, brought)
  await settleScores(run, brought)
  await readLinks(run, { brought, closings })
  for await (const row of rowsOf(dump.folder, 'Badges')) {
    report.files.Badges.read++
    skip(report.files.Badges, row ? 'badge' : 'unreadable')
  }
  await refreshStatistics(ctx)
  await finish(run, { brought, closings, acceptedOn })
  report.seconds = (performance.now() - started) / 1000
  return report
}

async function mustBeDump(folder: string) {
  const names = await readdir(folder).catch(() => null)
  if (!names) throw new Invalid([{ path: 'folder', key: 'import.folder.missing', params: { folder } }])
  if (!pathOf(folder, 'Posts'))
    throw new Invalid([{ path: 'folder', key: 'import.folder.noPosts', params: { folder } }])
}

type Told = { brought: Brought; closings: Map<string, Closing>; acceptedOn: Map<string, Date> }

/** PostLinks.xml: which question a duplicate repeats. Other links stand in the text already. */
async function readLinks(run: Run, { brought, closings }: Omit<Told, 'acceptedOn'>) {
  const file = run.report.files.PostLinks
  for await (const row of rowsOf(run.folder, 'PostLinks')) {
    file.read++
    const from = row?.PostId ?? ''
    if (!row) skip(file, 'unreadable')
    else if (!brought.posts.has(from)) skip(file, brought.kinds.has(from) ? 'otherPost' : 'postDeleted')
    else if (row.LinkTypeId !== '3') skip(file, 'linkInText')
    else {
      file.used++
      const closing = closings.get(from) ?? { reason: null, by: null, duplicateOf: null }
      closings.set(from, {
        ...closing,
        reason: closing.reason ?? 'duplicate',
        duplicateOf: row.RelatedPostId ?? closing.duplicateOf,
      })
    }
  }
}

async function finish(run: Run, told: Told) {
  const unfinished = await unfinishedTopics(run.ctx, { source: run.place.source })
  const acceptances = acceptancesOf(told)
  const closings = await closingsOf(run, told, unfinished)
  const openings = [...unfinished.keys()]
  for (let from = 0; from < openings.length; from += topicsPerChange) {
    const slice = openings.slice(from, from + topicsPerChange)
    await finishTopics(run.ctx, {
      topicIds: slice.flatMap((opening) => unfinished.get(opening) ?? []),
      acceptances: slice.flatMap((opening) => acceptances.get(opening) ?? []),
      closings: slice.flatMap((opening) => closings.get(opening) ?? []),
    })
  }
  run.report.finished = openings.length
}

function acceptancesOf({ brought, acceptedOn }: Told): Map<PostId, ImportedAcceptance> {
  const acceptances = new Map<PostId, ImportedAcceptance>()
  for (const { question, answer, by } of brought.accepted) {
    const opening = brought.posts.get(question)
    const postId = brought.posts.get(answer)
    if (opening && postId) acceptances.set(opening, { postId, by, at: acceptedOn.get(answer) ?? null })
  }
  return acceptances
}

async function closingsOf(run: Run, { brought, closings }: Told, unfinished: Map<PostId, TopicId>) {
  const originals = [...closings.values()].flatMap(
    ({ duplicateOf }) => brought.posts.get(duplicateOf ?? '') ?? [],
  )
  const topicOf = await topicsOpenedBy(run.ctx, originals)
  const found = new Map<PostId, ImportedClosing>()
  for (const [externalId, at] of brought.closedAt) {
    const opening = brought.posts.get(externalId)
    const topicId = opening && unfinished.get(opening)
    if (!opening || !topicId) continue
    const { reason, by, duplicateOf } = closings.get(externalId) ?? {
      reason: null,
      by: null,
      duplicateOf: null,
    }
    const original = brought.posts.get(duplicateOf ?? '')
    found.set(opening, {
      topicId,
      at,
      by,
      reason: reason ?? 'other',
      note: null,
      duplicateOf: (reason === 'duplicate' && original && topicOf.get(original)) || null,
    })
  }
  return found
}

const options = { board: { type: 'string' }, site: { type: 'string' } } as const

/** `import stackexchange <folder>`: the report goes to stdout, so that it can be kept. */
export const importStackExchangeCommand: Command = {
  name: 'import stackexchange',
  summary: say('en', 'cli.import.stackexchange.summary'),
  usage: 'import stackexchange <folder> [--board <slug>] [--site <host>]',
  async run(args, deps) {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [folder] = positionals
    if (folder === undefined || positionals.length > 1)
      throw new WrongUsage(say('en', 'cli.import.stackexchange.folder'))
    const { ctx } = await deps.open()
    deps.note(say('en', 'cli.import.stackexchange.start', { folder }))
    const report = await importStackExchange(ctx, { folder, board: values.board, site: values.site })
    for (const line of reportLines(report)) deps.print(line)
  },
}
