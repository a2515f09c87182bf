/** Mail addresses compare without case and surrounding space; nothing else is folded. */
export const normalised = (email: string) => email.trim().toLowerCase()

export const domainOf = (email: string) => normalised(email).split('@')[1] ?? ''

const shared = new Set(
  `info support sales admin administrator office contact hello help helpdesk service it team billing accounts accounting
  invoice invoices finance hr jobs mail marketing press security abuse webmaster postmaster hostmaster noreply no-reply
  root purchasing orders customerservice operations ops dev devops engineering`.split(/\s+/),
)

/** Read by several people, so it proves nobody (crm.md 10.2). */
export const isRoleMailbox = (email: string) =>
  shared.has(normalised(email).split('@')[0]?.split('+')[0] ?? '')

const free = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com msn.com yahoo.com
  yahoo.co.uk yahoo.fr yahoo.de yahoo.co.jp ymail.com rocketmail.com icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.com gmx.at
  gmx.ch web.de t-online.de freenet.de proton.me protonmail.com pm.me tutanota.com tuta.io mail.ru bk.ru inbox.ru
  list.ru yandex.ru yandex.com qq.com 163.com 126.com foxmail.com sina.com naver.com daum.net zoho.com fastmail.com
  hey.com mail.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it seznam.cz
  wp.pl o2.pl onet.pl interia.pl bol.com.br uol.com.br terra.com.br rediffmail.com comcast.net verizon.net att.net
  sbcglobal.net cox.net bluewin.ch hotmail.it hotmail.es mailinator.com`.split(/\s+/),
)

/** Anyone can have an address there: it says nothing about a company. */
export const isFreeMail = (email: string) => free.has(domainOf(email))
