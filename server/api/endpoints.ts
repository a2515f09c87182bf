import { activityEndpoints } from './activity.ts'
import { administrationEndpoints } from './administration.ts'
import { assigningEndpoints } from './assigning.ts'
import { boardEndpoints } from './boards.ts'
import { crmEndpoints } from './crm.ts'
import { conductEndpoints } from './conduct.ts'
import type { Endpoint } from './endpoint.ts'
import { escalationEndpoints } from './escalations.ts'
import { groundEndpoints } from './grounds.ts'
import { invitationEndpoints } from './invitations.ts'
import { irregularityEndpoints } from './irregularities.ts'
import { memberEndpoints } from './members.ts'
import { noteEndpoints } from './notes.ts'
import { postEndpoints } from './posts.ts'
import { reputationEndpoints } from './reputation.ts'
import { reviewEndpoints } from './reviewing.ts'
import { searchEndpoints } from './searching.ts'
import { standingEndpoints } from './standing.ts'
import { acceptanceEndpoints } from './acceptances.ts'
import { termsDraftEndpoints } from './terms-drafts.ts'
import { termsEndpoints } from './terms.ts'
import { topicEndpoints } from './topics.ts'
import { wordRuleEndpoints } from './word-rules.ts'

/** Everything the API answers to, on one page. A fixed word in an address stands before a variable one. */
export const endpoints: readonly Endpoint[] = [
  ...memberEndpoints,
  ...groundEndpoints,
  ...reputationEndpoints,
  ...standingEndpoints,
  ...boardEndpoints,
  ...topicEndpoints,
  ...postEndpoints,
  ...invitationEndpoints,
  ...reviewEndpoints,
  ...assigningEndpoints,
  ...searchEndpoints,
  ...activityEndpoints,
  ...conductEndpoints,
  ...crmEndpoints,
  ...escalationEndpoints,
  ...termsDraftEndpoints,
  ...acceptanceEndpoints,
  ...termsEndpoints,
  ...irregularityEndpoints,
  ...wordRuleEndpoints,
  ...noteEndpoints,
  ...administrationEndpoints,
]
