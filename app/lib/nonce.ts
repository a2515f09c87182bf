import { createContext, useContext } from 'react'

/** The nonce of this answer's content policy; known on the server only, since browsers hide it. */
export const NonceContext = createContext<string | undefined>(undefined)
export const useNonce = () => useContext(NonceContext)
