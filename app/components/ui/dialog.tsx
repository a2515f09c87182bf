import { useEffect, useRef, type ReactNode } from 'react'
import { useWords } from '#app/lib/words.ts'
import { IconButton } from './button.tsx'

/** A native dialog; Escape and the close button call `onClose`, and focus goes back to the opener by itself. */
export function Dialog(props: { open: boolean; title: string; onClose: () => void; children: ReactNode }) {
  const t = useWords()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (props.open && !box.current?.open) box.current?.showModal()
    if (!props.open) box.current?.close()
  }, [props.open])
  return (
    <dialog className="dialog" ref={box} onClose={props.onClose} aria-labelledby="dialog-title">
      <div className="dialog-head">
        <h2 id="dialog-title">{props.title}</h2>
        <IconButton icon="cross" label={t('dialog.close')} onClick={props.onClose} />
      </div>
      {props.children}
    </dialog>
  )
}
