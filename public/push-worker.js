// Shows what a push says and opens the page it names. It keeps nothing and touches no request.
self.addEventListener('push', (event) => {
  const { title, url, tag } = event.data?.json() ?? {}
  if (!title) return
  event.waitUntil(
    self.registration.showNotification(title, { tag, data: { url }, icon: '/favicon.svg', renotify: false }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url } = event.notification.data ?? {}
  // a path of this site and nothing else
  if (typeof url !== 'string' || !/^\/(?![/\\])/.test(url)) return
  event.waitUntil(self.clients.openWindow(url))
})
