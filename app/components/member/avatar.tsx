import { initials } from '#app/lib/format.ts'

/** A member by their letters: a circle; staff a rounded square. Always stands beside the name, so it is silent. */
export function Avatar({ name, staff, size }: { name: string; staff?: boolean; size?: 'small' | 'large' }) {
  return (
    <span className="avatar" data-staff={staff || undefined} data-size={size} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
