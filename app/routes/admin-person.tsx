import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { type ModerationAction, moderationActions, type Role, roles } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { boardList } from '#server/forum/index.ts'
import {
  deactivateMember,
  giveBoardRoles,
  giveLanguageRoles,
  giveModerationActions,
  giveRoles,
  groundsHeld,
  markPartner,
  memberProfile,
  mustAdminister,
  renameMember,
  vouchFor,
} from '#server/identity/index.ts'
import { Grounds } from '#app/components/member/grounds.tsx'
import { ActionButton, Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Checkbox, RadioGroup, TextField } from '#app/components/ui/field.tsx'
import { KeyValue, PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, params }) => {
  mustAdminister(ctx)
  const handle = params.handle ?? ''
  const member = await memberProfile(ctx, { handle })
  const [grounds, boards] = await Promise.all([groundsHeld(ctx, { handle }), boardList(ctx)])
  return {
    member,
    roles,
    actions: moderationActions,
    grounds,
    boards: boards.map(({ id, title }) => ({ value: id, label: title })),
  }
})

type Filled = {
  handle: string
  deed?: string
  roles?: string | string[]
  may?: string
  actions?: string | string[]
  board?: string
  language?: string
  role?: string
  newHandle?: string
  company?: string
  displayName?: string
}

const chosen = (given: string | string[] | undefined) => (Array.isArray(given) ? given : [given ?? ''])
const asRoles = (given: Filled['roles']): Role[] => roles.filter((role) => chosen(given).includes(role))
const asActions = (given: Filled['actions']): ModerationAction[] =>
  moderationActions.filter((action) => chosen(given).includes(action))

const setRoles = async (ctx: Ctx, { handle, deed, may, roles: given, actions, company, ...of }: Filled) => {
  if (deed === 'actions')
    await giveModerationActions(ctx, { handle, actions: may === 'only' ? asActions(actions) : null })
  else if (deed === 'board')
    await giveBoardRoles(ctx, { handle, boardId: of.board ?? '', roles: asRoles(of.role) })
  else if (deed === 'language')
    await giveLanguageRoles(ctx, { handle, language: of.language ?? '', roles: asRoles(of.role) })
  else if (deed === 'partner') await markPartner(ctx, { handle, company: company ?? null })
  else await giveRoles(ctx, { handle, roles: asRoles(given) })
  return handle
}
const rename = async (ctx: Ctx, { handle, newHandle, displayName }: Filled) => {
  await renameMember(ctx, { handle, newHandle, displayName })
  return newHandle ?? handle
}
const vouch = async (ctx: Ctx, { handle }: Filled) => {
  await vouchFor(ctx, { handle })
  return handle
}
const close = async (ctx: Ctx, { handle }: Filled) => {
  await deactivateMember(ctx, { handle })
  return handle
}

export const action = act({ PUT: setRoles, PATCH: rename, POST: vouch, DELETE: close }, ({ result }) =>
  paths.admin(`people/${result}`),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.people')

/** /admin/people/:handle: roles, name, standing of one member. */
export default function AdminPerson() {
  const t = useWords()
  const { member, roles: all, actions, grounds, boards } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const here = paths.admin(`people/${member.handle}`)
  return (
    <div className="column stack gap-4" key={member.memberId}>
      <Breadcrumb
        trail={[
          { label: t('admin.title'), href: paths.admin() },
          { label: t('admin.people'), href: paths.admin('people') },
          { label: member.displayName },
        ]}
      />
      <PageHead
        title={member.displayName}
        lead={<Link to={paths.member(member.handle)}>@{member.handle}</Link>}
      />
      <ErrorSummary errors={summary} />
      <KeyValue
        pairs={[
          [t('join.email'), member.account?.email],
          [
            t('people.verified'),
            member.account?.emailVerifiedAt ? (
              <TimeStamp at={member.account.emailVerifiedAt} />
            ) : (
              t('people.no')
            ),
          ],
          [t('people.joined'), <TimeStamp at={member.joinedAt} />],
          [t('people.seen'), member.account?.lastSeenAt && <TimeStamp at={member.account.lastSeenAt} />],
          [t('people.reputation'), member.reputation],
          [
            t('people.vouched'),
            member.account?.vouchedAt ? <TimeStamp at={member.account.vouchedAt} /> : t('people.no'),
          ],
        ]}
      />
      <section className="stack">
        <h2>{t('people.roles')}</h2>
        <Form method="post" className="form">
          <input type="hidden" name="_method" value="PUT" />
          {all.map((role) => (
            <Checkbox
              key={role}
              name="roles"
              value={role}
              label={t(`role.${role}`)}
              hint={t(`people.role.${role}`)}
              defaultChecked={member.roles.includes(role)}
            />
          ))}
          <div className="button-row">
            <Button tone="primary">{t('people.roles.save')}</Button>
          </div>
        </Form>
      </section>
      <Grounds
        here={here}
        boards={grounds.boards.map(({ boardId, roles: has }) => ({
          name: boardId,
          title: boards.find(({ value: id }) => id === boardId)?.label ?? t('people.grounds.archived'),
          roles: has,
        }))}
        languages={grounds.languages.map(({ language, roles: has }) => ({
          name: language,
          title: t('people.grounds.of', { language }),
          roles: has,
        }))}
        allBoards={boards}
        roles={all}
        errors={errors}
      />
      <Actions held={member.account?.moderationActions ?? null} all={actions} />
      <section className="stack">
        <h2>{t('people.partner')}</h2>
        <p className="muted">{t('people.partner.lead')}</p>
        <Form method="post" className="form">
          <input type="hidden" name="_method" value="PUT" />
          <input type="hidden" name="deed" value="partner" />
          <TextField
            id="company"
            name="company"
            label={t('people.partner.company')}
            hint={t('people.partner.hint')}
            errors={errors('company')}
            defaultValue={value('company', member.partnerOf ?? '')}
            optional
          />
          <div className="button-row">
            <Button>{t('people.partner.save')}</Button>
          </div>
        </Form>
      </section>
      <section className="stack">
        <h2>{t('people.rename')}</h2>
        <Form method="post" className="form">
          <input type="hidden" name="_method" value="PATCH" />
          <TextField
            id="displayName"
            name="displayName"
            label={t('join.displayName')}
            errors={errors('displayName')}
            defaultValue={value('displayName', member.displayName)}
            required
          />
          <TextField
            id="newHandle"
            name="newHandle"
            label={t('join.handle')}
            errors={errors('newHandle')}
            defaultValue={value('newHandle', member.handle)}
            required
          />
          <div className="button-row">
            <Button>{t('people.rename.send')}</Button>
          </div>
        </Form>
      </section>
      <div className="button-row">
        {!member.account?.vouchedAt && (
          <ActionButton action={here} method="POST">
            {t('people.vouch')}
          </ActionButton>
        )}
      </div>
      {member.can.deactivate && (
        <details className="deed">
          <summary>{t('people.close.open')}</summary>
          <p>{t('people.close.effect')}</p>
          <ActionButton action={here} method="DELETE" tone="danger">
            {t('people.close')}
          </ActionButton>
        </details>
      )}
    </div>
  )
}

/** Every action of the role, or a choice of them (MOD-25). */
function Actions({
  held,
  all,
}: {
  held: readonly ModerationAction[] | null
  all: readonly ModerationAction[]
}) {
  const t = useWords()
  return (
    <section className="stack">
      <h2>{t('people.may')}</h2>
      <p className="muted">{t('people.may.role')}</p>
      <Form method="post" className="form">
        <input type="hidden" name="_method" value="PUT" />
        <input type="hidden" name="deed" value="actions" />
        <RadioGroup
          name="may"
          label={t('people.may')}
          defaultValue={held === null ? 'all' : 'only'}
          options={[
            { value: 'all', label: t('people.may.all'), hint: t('people.may.all.hint') },
            { value: 'only', label: t('people.may.only'), hint: t('people.may.hint') },
          ]}
        />
        {all.map((action) => (
          <Checkbox
            key={action}
            name="actions"
            value={action}
            label={t(`may.${action}`)}
            defaultChecked={held?.includes(action) ?? false}
          />
        ))}
        <div className="button-row">
          <Button>{t('people.may.save')}</Button>
        </div>
      </Form>
    </section>
  )
}
