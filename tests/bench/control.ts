/** Loaded before a server that is measured: answers what it has used so far, over the channel of its parent. */
process.on('message', (asked) => {
  if (asked !== 'usage') return
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: (user + system) / 1000, resident: process.memoryUsage.rss() })
})
