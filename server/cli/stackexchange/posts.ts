import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId, MemberId, PostId } from '#server/core/ids.ts'
import { htmlToMarkdown, plainText } from '#server/core/markdown.ts'
import {
  type ImportedPost,
  type ImportedText,
  type ImportedTopic,
  type ImportPlace,
  importAnswers,
  importComments,
  importTags,
  importTopics,
} from '#server/forum/index.ts'
import type { Authors } from './authors.ts'
import { batches, type Row, rowsOf } from './dump.ts'
import { type FileReport, type ImportReport, type SkipReason, skip } from './report.ts'
import { idOf, licenceOf, momentOf, numberOf, tagsOf } from './rows.ts'

/** What one run works with. `host` is null where the folder's name does not tell it: then there are no links back. */
export type Run = {
  ctx: Ctx
  folder: string
  place: ImportPlace
  host: string | null
  boardId: BoardId
  authors: Authors
  report: ImportReport
}

/** What the later files need to know of Posts.xml. */
export type Brought = {
  /** Type of every post in the dump, by its id there. */
  kinds: Map<string, string>
  /** Questions and answers that are here, by their ids there. */
  posts: Map<string, PostId>
  comments: Map<string, PostId>
  scores: Map<string, number>
  accepted: { answer: string; question: string; by: MemberId | null }[]
  /** When a question was closed for good, by its id there. */
  closedAt: Map<string, Date>
}

const question = '1'
const answer = '2'
const perChange = 250

export async function bringPosts(run: Run): Promise<Brought> {
  const brought: Brought = {
    kinds: new Map(),
    posts: new Map(),
    comments: new Map(),
    scores: new Map(),
    accepted: [],
    closedAt: new Map(),
  }
  await bringTags(run, brought)
  const file = run.report.files.Posts
  // An answer may have a lower number than its question, when questions were merged: questions come first.
  for await (const rows of batches(typed(run, question), perChange)) {
    const topics = rows.map((row) => readTopic(run, row)).filter((topic) => counted(file, topic))
    const known = await importTopics(run.ctx, { ...run, topics })
    remember(brought.posts, known, { file, asked: topics.length })
    for (const row of rows) if (brought.posts.has(row.Id ?? '')) note(run, brought, row)
  }
  for await (const rows of batches(typed(run, answer), perChange)) {
    const posts = rows.map((row) => readAnswer(run, brought, row)).filter((post) => counted(file, post))
    const known = await importAnswers(run.ctx, { place: run.place, posts })
    remember(brought.posts, known, { file, asked: posts.length })
    for (const row of rows) if (brought.posts.has(row.Id ?? '')) note(run, brought, row)
  }
  return brought
}

export async function bringComments(run: Run, brought: Brought) {
  const file = run.report.files.Comments
  for await (const rows of batches(rowsOf(run.folder, 'Comments'), perChange * 2)) {
    file.read += rows.length
    const posts = rows.map((row) => readComment(run, brought, row)).filter((post) => counted(file, post))
    const known = await importComments(run.ctx, { place: run.place, posts })
    remember(brought.comments, known, { file, asked: posts.length })
    for (const row of rows)
      if (row?.Id && brought.comments.has(row.Id))
        brought.scores.set(`comment-${row.Id}`, numberOf(row.Score))
  }
}

/** Why a row about a post that is not here is left out: the post was deleted, or is no question or answer. */
export const reasonAbout = (brought: Brought, postId: string | undefined): SkipReason =>
  brought.kinds.has(postId ?? '') ? 'otherPost' : 'postDeleted'

async function* typed(run: Run, type: string): AsyncGenerator<Row> {
  for await (const row of rowsOf(run.folder, 'Posts')) if (row?.PostTypeId === type) yield row
}

/** A first pass over Posts.xml: the type of every post, and the texts of tags. */
async function bringTags(run: Run, brought: Brought) {
  const { Tags, Posts } = run.report.files
  const texts = new Map<string, { slug: string; kind: 'excerpt' | 'description' }>()
  const tags = new Map<string, { slug: string; excerpt: string; description: string }>()
  for await (const row of rowsOf(run.folder, 'Tags')) {
    Tags.read++
    const [slug] = tagsOf(row?.TagName)
    if (!row) skip(Tags, 'unreadable')
    else if (!slug) skip(Tags, 'noId')
    else {
      tags.set(slug, { slug, excerpt: '', description: '' })
      if (row.ExcerptPostId) texts.set(row.ExcerptPostId, { slug, kind: 'excerpt' })
      if (row.WikiPostId) texts.set(row.WikiPostId, { slug, kind: 'description' })
    }
  }
  for await (const row of rowsOf(run.folder, 'Posts')) {
    Posts.read++
    const type = row?.PostTypeId ?? ''
    if (!row) skip(Posts, 'unreadable')
    else if (!idOf(row.Id)) skip(Posts, 'noId')
    else {
      brought.kinds.set(row.Id ?? '', type)
      const about = texts.get(row.Id ?? '')
      const tag = about && tags.get(about.slug)
      if (type === question || type === answer) continue
      if (tag && about.kind === 'excerpt') tag.excerpt = plainText(row.Body ?? '', 300)
      if (tag && about.kind === 'description')
        tag.description = htmlToMarkdown(row.Body ?? '').slice(0, 20_000)
      if (tag) Posts.used++
      else if (type === '4' || type === '5') skip(Posts, 'tagUnknown')
      else skip(Posts, type === '7' ? 'placeholder' : 'otherKind')
    }
  }
  const written = await importTags(run.ctx, { tags: [...tags.values()] })
  Tags.written += written.written
  Tags.known += tags.size - written.written
}

function readText(run: Run, row: Row, date: Date): ImportedText {
  return {
    externalId: row.Id ?? '',
    html: row.Body ?? '',
    ...run.authors.of(idOf(row.OwnerUserId) ?? undefined, row.OwnerDisplayName),
    createdAt: date,
    editedAt: momentOf(row.LastEditDate),
    communityAt: momentOf(row.CommunityOwnedDate),
  }
}

function readTopic(run: Run, row: Row): ImportedTopic | SkipReason {
  const createdAt = momentOf(row.CreationDate)
  const title = row.Title?.replace(/\s+/g, ' ').trim().slice(0, 300)
  if (!idOf(row.Id)) return 'noId'
  if (!createdAt) return 'noDate'
  if (!title || !row.Body) return 'noText'
  return {
    ...readText(run, row, createdAt),
    title,
    tags: tagsOf(row.Tags),
    views: numberOf(row.ViewCount),
    sourceUrl: run.host ? `https://${run.host}/q/${row.Id}` : null,
    licence: licenceOf(row, createdAt),
  }
}

function readAnswer(run: Run, brought: Brought, row: Row): ImportedPost | SkipReason {
  const createdAt = momentOf(row.CreationDate)
  const under = brought.posts.get(row.ParentId ?? '')
  if (!idOf(row.Id)) return 'noId'
  if (!createdAt) return 'noDate'
  if (!row.Body) return 'noText'
  return under ? { ...readText(run, row, createdAt), under } : 'noQuestion'
}

function readComment(run: Run, brought: Brought, row: Row | null): ImportedPost | SkipReason {
  if (!row) return 'unreadable'
  const createdAt = momentOf(row.CreationDate)
  const under = brought.posts.get(row.PostId ?? '')
  if (!idOf(row.Id)) return 'noId'
  if (!createdAt) return 'noDate'
  if (!row.Text) return 'noText'
  if (!under) return reasonAbout(brought, row.PostId)
  const author = run.authors.of(idOf(row.UserId) ?? undefined, row.UserDisplayName)
  return {
    externalId: row.Id ?? '',
    html: row.Text,
    ...author,
    createdAt,
    editedAt: null,
    communityAt: null,
    under,
  }
}

const counted = <Item extends object>(file: FileReport, item: Item | SkipReason): item is Item => {
  if (typeof item === 'string') skip(file, item)
  return typeof item !== 'string'
}

function remember(
  known: Map<string, PostId>,
  { postIds, written }: { postIds: Map<string, PostId>; written: number },
  { file, asked }: { file: FileReport; asked: number },
) {
  for (const [externalId, postId] of postIds) known.set(externalId, postId)
  file.written += written
  file.known += asked - written
}

function note(run: Run, brought: Brought, row: Row) {
  const id = row.Id ?? ''
  brought.scores.set(id, numberOf(row.Score))
  const closedAt = momentOf(row.ClosedDate)
  if (closedAt) brought.closedAt.set(id, closedAt)
  const by = run.authors.of(idOf(row.OwnerUserId) ?? undefined, undefined).authorId
  if (row.AcceptedAnswerId) brought.accepted.push({ answer: row.AcceptedAnswerId, question: id, by })
}
