/** The sign of the house: a line that goes through a stop. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" fill="none" stroke="currentColor">
      <path d="M0 16h8M24 16h8" strokeWidth="6" />
      <circle cx="16" cy="16" r="8.5" strokeWidth="5" />
      <circle cx="16" cy="16" r="3" fill="currentColor" stroke="none" />
    </svg>
  )
}
