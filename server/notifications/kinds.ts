import type { NoticeKind } from '#db/schema/notifications.ts'

/** Filters of the inbox, in the order of its tabs (ux.md 5.7). */
export const inboxFilters = ['needs', 'following', 'mentions', 'cases', 'all'] as const
export type InboxFilter = (typeof inboxFilters)[number]

type Tab = Exclude<InboxFilter, 'needs' | 'all'> | 'own'

/**
 * What each kind is: where it is listed, and whether it waits for the member, which the bell counts (NOTE-01). Where a
 * member gets one fact for several reasons, the kind that stands first here wins.
 */
export const kinds: Readonly<Record<NoticeKind, { tab: Tab; needsYou: boolean }>> = {
  statement: { tab: 'own', needsYou: true },
  appealDecided: { tab: 'own', needsYou: true },
  termsOwed: { tab: 'own', needsYou: true },
  queued: { tab: 'cases', needsYou: true },
  noted: { tab: 'own', needsYou: true },
  corrected: { tab: 'own', needsYou: false },
  reported: { tab: 'own', needsYou: false },
  suggested: { tab: 'own', needsYou: false },
  caseAssigned: { tab: 'cases', needsYou: true },
  caseAnswered: { tab: 'cases', needsYou: true },
  caseQueued: { tab: 'cases', needsYou: true },
  caseOpened: { tab: 'cases', needsYou: false },
  caseAcknowledged: { tab: 'cases', needsYou: false },
  caseResolved: { tab: 'cases', needsYou: false },
  caseCancelled: { tab: 'cases', needsYou: false },
  private: { tab: 'cases', needsYou: true },
  answer: { tab: 'following', needsYou: true },
  mention: { tab: 'mentions', needsYou: true },
  invited: { tab: 'mentions', needsYou: true },
  comment: { tab: 'following', needsYou: true },
  reply: { tab: 'following', needsYou: false },
  started: { tab: 'following', needsYou: false },
  accepted: { tab: 'own', needsYou: false },
  solved: { tab: 'following', needsYou: false },
  closed: { tab: 'own', needsYou: true },
  reopened: { tab: 'own', needsYou: false },
  restored: { tab: 'own', needsYou: false },
  sanctionLifted: { tab: 'own', needsYou: false },
  sanctionEnded: { tab: 'own', needsYou: false },
  approved: { tab: 'own', needsYou: false },
  linked: { tab: 'own', needsYou: false },
  rankFailing: { tab: 'own', needsYou: true },
  rank: { tab: 'own', needsYou: false },
  badges: { tab: 'own', needsYou: false },
}

const order = Object.keys(kinds) as NoticeKind[]

/** Lower is told first. */
export const rankOf = (kind: NoticeKind) => order.indexOf(kind)

export const kindsOn = (filter: InboxFilter): NoticeKind[] =>
  order.filter((kind) => kinds[kind].tab === filter)
