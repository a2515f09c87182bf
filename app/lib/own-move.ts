let movedTo: string | null = null

/** The desk of the queue moves on by itself and knows where it goes: for that no page needs to be loaded again. */
export const moveOwn = (itemId: string | null) => void (movedTo = itemId)
export const isOwnMove = (itemId: string | undefined) => itemId !== undefined && itemId === movedTo

/** Claims and decisions that are sent while their moderator reads on: what they change is asked for by the desk. */
export const isOfDesk = (formAction: string) => formAction.startsWith('/mod/desk?')
