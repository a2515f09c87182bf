import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'

/** Tags are known by their slug, which is also what is shown unless a name is given. */
export type TagRef = { slug: string; name?: string }

/** A tag; it leads to its list. */
export function TagLink({ tag }: { tag: TagRef }) {
  return (
    <Link className="tag" to={paths.tag(tag.slug)} dir="auto">
      {tag.name ?? tag.slug}
    </Link>
  )
}

export function TagList({ tags, label }: { tags: readonly TagRef[]; label: string }) {
  if (tags.length === 0) return null
  return (
    <ul className="cluster gap-2" aria-label={label}>
      {tags.map((tag) => (
        <li key={tag.slug}>
          <TagLink tag={tag} />
        </li>
      ))}
    </ul>
  )
}
