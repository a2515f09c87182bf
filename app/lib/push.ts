/** How this browser stands to push: whether it can, and whether its reader let it. */
export type PushState = 'able' | 'unable' | 'denied'

export const pushState = (): PushState => {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unable'
  return Notification.permission === 'denied' ? 'denied' : 'able'
}

export type Subscribed = { endpoint: string; p256dh: string; auth: string }

/** Asks the reader, starts the small worker that shows messages, and answers where they are to be sent; null for no. */
export async function subscribePush(key: string): Promise<Subscribed | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  await navigator.serviceWorker.register('/push-worker.js')
  const { pushManager } = await navigator.serviceWorker.ready
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const { endpoint = '', keys = {} } = subscription.toJSON()
  return { endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' }
}
