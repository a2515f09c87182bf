import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import {
  archiveBoard,
  boardList,
  boardPage,
  changeBoard,
  createBoard,
  describeTag,
  follow,
  input,
  tagList,
  tagPage,
} from '#server/forum/index.ts'
import { created, done, ok, verb, view } from './endpoint.ts'
import { boardShape, listOf, tagShape } from './shapes.ts'

type Board = Pick<
  z.input<typeof boardShape>,
  'id' | 'slug' | 'title' | 'purpose' | 'kinds' | 'productCode' | 'topicCount'
>

const formed = ({ id, slug, title, purpose, kinds, productCode, topicCount }: Board, { site }: Ctx) => ({
  ...{ id, slug, title, purpose, kinds, productCode, topicCount },
  url: `${site}${paths.board(slug)}`,
})

type Tag = Pick<z.input<typeof tagShape>, 'slug' | 'excerpt' | 'topicCount'>

const formedTag = ({ slug, excerpt, topicCount }: Tag, { site }: Ctx) => ({
  ...{ slug, excerpt, topicCount },
  url: `${site}${paths.tag(slug)}`,
})

const tagQuery = z.object({ q: z.string().optional(), ...input.paging })

/** Boards, tags, and how closely a member follows either or a topic. */
export const boardEndpoints = [
  view('GET /boards', { input: z.object({}), shape: listOf(boardShape) }, async (ctx) => ({
    items: (await boardList(ctx)).map((board) => formed(board, ctx)),
    next: null,
  })),
  verb('POST /boards', { input: input.newBoard, shape: boardShape, statuses: [201] }, async (ctx, wanted) => {
    const board = formed(await createBoard(ctx, wanted), ctx)
    return created(board, board.url)
  }),
  view('GET /boards/{board}', { input: input.boardRef, shape: boardShape }, async (ctx, ref) =>
    formed(await boardPage(ctx, ref), ctx),
  ),
  verb(
    'PUT /boards/{board}',
    { input: input.boardChange, shape: boardShape, statuses: [200] },
    async (ctx, wanted) => ok(formed(await changeBoard(ctx, wanted), ctx)),
  ),
  verb('PUT /boards/{board}/archived', { input: input.boardRef, statuses: [204] }, async (ctx, ref) => {
    await archiveBoard(ctx, ref)
    return done()
  }),
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
