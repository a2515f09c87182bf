import * as paths from '#server/core/paths.ts'
import type { useWords } from '#app/lib/words.ts'
import type { IconName } from '../ui/icon-names.ts'
import type { LinkItem } from '../ui/navigation.tsx'

type Words = ReturnType<typeof useWords>

const under = (path: string, href: string) => path === href || path.startsWith(`${href}/`)

/** Primary pages, as in every header. Only pages that exist stand here. */
export const mainPlaces = (t: Words, path: string): readonly LinkItem[] => [
  {
    label: t('nav.questions'),
    href: paths.questions(),
    current: under(path, '/questions') || under(path, '/q'),
  },
  { label: t('nav.boards'), href: paths.boards(), current: under(path, '/boards') || under(path, '/b') },
]

/** The personal menu, between the profile and signing out. */
export const personalPlaces = (t: Words): readonly LinkItem[] => [
  { label: t('nav.activity'), href: paths.activity() },
  { label: t('nav.following'), href: paths.following() },
  { label: t('nav.saves'), href: paths.saves() },
  { label: t('nav.settings'), href: paths.settings('profile') },
  { label: t('nav.appearance'), href: paths.settings('appearance') },
]

/** The staff rail: what these rights open. */
export const workPlaces = (
  t: Words,
  can: {
    moderate: boolean
    files: boolean
    appeals: boolean
    rules: boolean
    work: boolean
    administer: boolean
    queue?: number | null
  },
  path: string,
): readonly (LinkItem & { icon: IconName })[] => [
  ...(can.moderate
    ? [
        {
          label: t('nav.queue'),
          href: paths.reviewQueue(),
          icon: 'queue' as const,
          current: under(path, '/mod/queue') || under(path, '/mod/item'),
          count: can.queue ?? undefined,
        },
        ...(can.appeals
          ? [
              {
                label: t('nav.appeals'),
                href: paths.conduct.appeals(),
                icon: 'reply' as const,
                current: under(path, '/mod/appeals'),
              },
            ]
          : []),
        ...(can.files
          ? [
              {
                label: t('nav.files'),
                href: paths.conduct.trouble(),
                icon: 'history' as const,
                current: under(path, '/mod/members'),
              },
            ]
          : []),
        ...(can.rules
          ? [
              {
                label: t('nav.rules'),
                href: paths.modRules(),
                icon: 'filter' as const,
                current: under(path, '/mod/rules'),
              },
            ]
          : []),
      ]
    : []),
  ...(can.work || can.administer
    ? [
        {
          label: t('nav.console'),
          href: paths.console(),
          icon: 'console' as const,
          current: under(path, '/console'),
        },
      ]
    : []),
  ...(can.administer
    ? [{ label: t('nav.admin'), href: paths.admin(), icon: 'admin' as const, current: under(path, '/admin') }]
    : []),
]

/** The footer: on a narrow screen the only way to some lists; help keeps its place on every page. */
export const footerLinks = (t: Words): readonly LinkItem[] => [
  { label: t('nav.questions'), href: paths.questions() },
  { label: t('nav.boards'), href: paths.boards() },
  { label: t('tags.title'), href: paths.tags() },
  { label: t('members.title'), href: paths.members() },
  { label: t('footer.abilities'), href: paths.abilities() },
  { label: t('footer.ranks'), href: paths.ranks() },
  { label: t('footer.badges'), href: paths.badges() },
  { label: t('footer.leaderboards'), href: paths.leaderboards() },
  { label: t('footer.guidelines'), href: paths.guidelines() },
  { label: t('footer.terms'), href: paths.terms.current() },
  { label: t('footer.privacy'), href: paths.privacy() },
  { label: t('nav.keyboard'), href: paths.keyboard() },
]
