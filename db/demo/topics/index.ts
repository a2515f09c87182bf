import { billingOlder } from './billing-older.ts'
import { billingNewer } from './billing-newer.ts'
import { warehouseOlder } from './warehouse-older.ts'
import { warehouseNewer } from './warehouse-newer.ts'
import { routes } from './routes.ts'
import { connectOlder } from './connect-older.ts'
import { connectNewer } from './connect-newer.ts'
import { identity } from './identity.ts'
import { lounge } from './lounge.ts'
import { escalated } from './escalated.ts'
import type { DemoTopic } from '../types.ts'

/** Every conversation of the sample community. */
export const topics: DemoTopic[] = [
  ...billingOlder,
  ...billingNewer,
  ...warehouseOlder,
  ...warehouseNewer,
  ...routes,
  ...connectOlder,
  ...connectNewer,
  ...identity,
  ...lounge,
  ...escalated,
]
