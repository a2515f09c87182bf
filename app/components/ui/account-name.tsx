/** Tells a password manager whose password a form is about, where no visible field says so. */
export const AccountName = ({ handle }: { handle: string }) => (
  <input type="text" name="_account" value={handle} autoComplete="username" readOnly hidden />
)
