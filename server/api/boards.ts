import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import {
  archiveBoard,
  boardList,
  boardPage,
  changeBoard,
  changeGroup,
  createBoard,
  createGroup,
  describeTag,
  follow,
  groupList,
  groupPage,
  input,
  reviveBoard,
  setGroupModerators,
  tagList,
  tagPage,
} from '#server/forum/index.ts'
import { created, done, ok, verb, view } from './endpoint.ts'
import { isoOrNull } from './forming.ts'
import { boardShape, groupShape, listOf, tagShape } from './shapes.ts'

/** A board as its view gives it, in the published shape. */
const formed = (board: Awaited<ReturnType<typeof boardPage>>, { site }: Ctx) => ({
  id: board.id,
  slug: board.slug,
  title: board.title,
  url: `${site}${paths.board(board.slug)}`,
  purpose: board.purpose,
  kinds: board.kinds,
  productCode: board.productCode,
  topicCount: board.topicCount,
  owner: board.owner?.handle ?? null,
  group: board.group?.slug ?? null,
  line: board.line,
  archivedAt: isoOrNull(board.archivedAt),
  archiveNotice: board.archiveNotice,
  successor: board.successor?.slug ?? null,
})

type Listed = Awaited<ReturnType<typeof boardList>>[number]
const listed = (board: Listed, { site }: Ctx) => ({
  ...board,
  url: `${site}${paths.board(board.slug)}`,
  archivedAt: null,
  archiveNotice: '',
  successor: null,
})

const oneGroup = async (ctx: Ctx, ref: { group: string }) => {
  const {
    id: groupId,
    slug,
    title,
    purpose,
    line,
    allowedTags,
    boards,
    moderators,
    figures,
  } = await groupPage(ctx, ref)
  return {
    ...{ id: groupId, slug, title, purpose, line, allowedTags, figures },
    url: `${ctx.site}${paths.boardGroup(slug)}`,
    boards: boards.map((board) => board.slug),
    moderators: moderators.map(({ handle }) => handle),
  }
}

/** Product lines (MOD-27). */
const groupEndpoints = [
  view('GET /board-groups', { input: z.object({}), shape: listOf(groupShape) }, async (ctx) => ({
    items: await Promise.all((await groupList(ctx)).map(({ slug }) => oneGroup(ctx, { group: slug }))),
    next: null,
  })),
  verb(
    'POST /board-groups',
    { input: input.newGroup, shape: groupShape, statuses: [201] },
    async (ctx, wanted) => {
      const { slug } = await createGroup(ctx, wanted)
      const group = await oneGroup(ctx, { group: slug })
      return created(group, group.url)
    },
  ),
  view('GET /board-groups/{group}', { input: input.groupRef, shape: groupShape }, oneGroup),
  verb(
    'PUT /board-groups/{group}',
    { input: input.groupChange, shape: groupShape, statuses: [200] },
    async (ctx, wanted) => {
      await changeGroup(ctx, wanted)
      return ok(await oneGroup(ctx, wanted))
    },
  ),
  verb(
    'PUT /board-groups/{group}/moderators',
    { input: input.groupModerators, shape: groupShape, statuses: [200] },
    async (ctx, wanted) => {
      await setGroupModerators(ctx, wanted)
      return ok(await oneGroup(ctx, wanted))
    },
  ),
]

type Tag = Pick<z.input<typeof tagShape>, 'slug' | 'excerpt' | 'topicCount'>

const formedTag = ({ slug, excerpt, topicCount }: Tag, { site }: Ctx) => ({
  ...{ slug, excerpt, topicCount },
  url: `${site}${paths.tag(slug)}`,
})

const tagQuery = z.object({ q: z.string().optional(), ...input.paging })

/** Boards, tags, and how closely a member follows either, a topic or a person. */
export const boardEndpoints = [
  view('GET /boards', { input: z.object({}), shape: listOf(boardShape) }, async (ctx) => ({
    items: (await boardList(ctx)).map((board) => listed(board, ctx)),
    next: null,
  })),
  verb('POST /boards', { input: input.newBoard, shape: boardShape, statuses: [201] }, async (ctx, wanted) => {
    const { slug } = await createBoard(ctx, wanted)
    const board = formed(await boardPage(ctx, { board: slug }), ctx)
    return created(board, board.url)
  }),
  view('GET /boards/{board}', { input: input.boardRef, shape: boardShape }, async (ctx, ref) =>
    formed(await boardPage(ctx, ref), ctx),
  ),
  verb(
    'PUT /boards/{board}',
    { input: input.boardChange, shape: boardShape, statuses: [200] },
    async (ctx, wanted) => {
      const { slug } = await changeBoard(ctx, wanted)
      return ok(formed(await boardPage(ctx, { board: slug }), ctx))
    },
  ),
  verb('PUT /boards/{board}/archived', { input: input.archiving, statuses: [204] }, async (ctx, wanted) => {
    await archiveBoard(ctx, wanted)
    return done()
  }),
  verb('DELETE /boards/{board}/archived', { input: input.boardRef, statuses: [204] }, async (ctx, ref) => {
    await reviveBoard(ctx, ref)
    return done()
  }),
  ...groupEndpoints,
  view('GET /tags', { input: tagQuery, shape: listOf(tagShape) }, async (ctx, filter) => {
    const { items, next } = await tagList(ctx, filter)
    return { items: items.map((tag) => formedTag(tag, ctx)), next }
  }),
  view('GET /tags/{tag}', { input: input.tagRef, shape: tagShape }, async (ctx, ref) =>
    formedTag(await tagPage(ctx, ref), ctx),
  ),
  verb('PUT /tags/{tag}', { input: input.tagText, shape: tagShape, statuses: [200] }, async (ctx, wanted) => {
    await describeTag(ctx, wanted)
    return ok(formedTag(await tagPage(ctx, wanted), ctx))
  }),
  verb('PUT /follows/{subject}/{id}', { input: input.following, statuses: [204] }, async (ctx, wanted) => {
    await follow(ctx, wanted)
    return done()
  }),
]
