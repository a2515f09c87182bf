import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { roles } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { createKey, keyList, mustAdminister, revokeKey } from '#server/identity/index.ts'
import { ActionButton, Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Banner } from '#app/components/ui/feedback.tsx'
import { Select, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

const keyRoles = ['member', ...roles] as const

export const loader = page(async ({ ctx }) => {
  mustAdminister(ctx)
  return { keys: await keyList(ctx), roles: keyRoles }
})

type Filled = { name: string; role: string; scopes?: string; owner?: string; expiresAt?: string }

const make = async (ctx: Ctx, { name, role, scopes, owner, expiresAt }: Filled) => {
  const { key } = await createKey(ctx, {
    name,
    role: keyRoles.find((each) => each === role) ?? 'member',
    scopes: (scopes ?? '')
      .split(/[\s,]+/)
      .filter(Boolean)
      .concat(scopes?.trim() ? [] : ['*']),
    ...(owner ? { owner: { handle: owner.replace(/^@/, '') } } : {}),
    ...(expiresAt ? { expiresAt: new Date(`${expiresAt}T23:59:59Z`) } : {}),
  })
  return key
}
const end = async (ctx: Ctx, { keyId }: { keyId: string }) => {
  await revokeKey(ctx, { keyId })
  return null
}

// The key is in this one answer and nowhere else, so there is no address to go back to it.
export const action = act<string | null>({ POST: make, DELETE: end }, ({ result }) =>
  result === null ? paths.admin('api') : Response.json({ made: result }),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.api')

const madeIn = (answer: unknown) => {
  const made: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'made') : undefined
  return typeof made === 'string' ? made : null
}

/** /admin/api: keys of programs, made, shown once, and revoked (API-03). */
export default function AdminApi() {
  const t = useWords()
  const { keys, roles: all } = useLoaderData<typeof loader>()
  const made = madeIn(useActionData<unknown>())
  const { summary, errors, value } = useRefused()
  return (
    <div className="column stack gap-4">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.api') }]} />
      <PageHead title={t('admin.api')} lead={t('admin.api.lead')} />
      <ErrorSummary errors={summary} />
      {made && (
        <Banner tone="solved" role="status" title={t('keyMade.title')}>
          <code dir="ltr">{made}</code>
        </Banner>
      )}
      <DataTable
        caption={t('admin.api')}
        captionHidden
        rows={keys}
        rowKey={(row) => row.keyId}
        empty={<p className="muted">{t('keyList.none')}</p>}
        columns={[
          { key: 'name', label: t('keyList.name'), heading: true, cell: (row) => row.name },
          { key: 'role', label: t('keyList.role'), cell: (row) => t(`role.${row.role}`) },
          { key: 'scopes', label: t('keyList.scopes'), cell: (row) => row.scopes.join(', ') },
          { key: 'owner', label: t('keyList.owner'), cell: (row) => (row.owner ? `@${row.owner}` : '–') },
          {
            key: 'used',
            label: t('keyList.used'),
            cell: (row) => (row.lastUsedAt ? <TimeStamp at={row.lastUsedAt} /> : '–'),
          },
          {
            key: 'expires',
            label: t('keyList.expires'),
            cell: (row) => (row.expiresAt ? <TimeStamp at={row.expiresAt} exact /> : '–'),
          },
          {
            key: 'end',
            label: t('keyList.state'),
            cell: (row) =>
              row.revokedAt ? (
                t('keyList.revoked')
              ) : (
                <ActionButton
                  action={paths.admin('api')}
                  method="DELETE"
                  fields={{ keyId: row.keyId }}
                  tone="danger"
                  label={t('keyList.revokeOne', { name: row.name })}
                >
                  {t('keyList.revoke')}
                </ActionButton>
              ),
          },
        ]}
      />
      <section className="stack">
        <h2>{t('keyNew.title')}</h2>
        <Form method="post" className="form" key={keys.length}>
          <TextField
            id="name"
            name="name"
            label={t('keyList.name')}
            hint={t('keyNew.name.hint')}
            errors={errors('name')}
            defaultValue={value('name')}
            maxLength={80}
            required
          />
          <Select
            id="role"
            name="role"
            label={t('keyList.role')}
            hint={t('keyNew.role.hint')}
            errors={errors('role')}
            defaultValue={value('role', 'member')}
            options={all.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
          <TextField
            id="scopes"
            name="scopes"
            label={t('keyList.scopes')}
            hint={t('keyNew.scopes.hint')}
            errors={errors('scopes')}
            defaultValue={value('scopes')}
            optional
          />
          <TextField
            id="owner"
            name="owner"
            label={t('keyList.owner')}
            hint={t('keyNew.owner.hint')}
            errors={errors('owner')}
            defaultValue={value('owner')}
            optional
          />
          <TextField
            id="expiresAt"
            name="expiresAt"
            type="date"
            label={t('keyList.expires')}
            errors={errors('expiresAt')}
            defaultValue={value('expiresAt')}
            width="medium"
            optional
          />
          <div className="button-row">
            <Button tone="primary">{t('keyNew.send')}</Button>
          </div>
        </Form>
      </section>
    </div>
  )
}
