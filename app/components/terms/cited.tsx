import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import type { CitedClause } from '#server/terms/index.ts'

/** The rule something was decided under, by the name it had then, leading to its words as they stood (TERMS-08). */
export const Cited = ({ clause, otherwise }: { clause: CitedClause | null; otherwise: string }) =>
  clause ? (
    <Link to={paths.terms.clause(clause.version, clause.key)} dir="auto">
      {clause.title}
    </Link>
  ) : (
    <>{otherwise}</>
  )
