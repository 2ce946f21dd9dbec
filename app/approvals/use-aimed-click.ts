import { type PointerEvent, useEffect, useRef, useState } from 'react'

/** How long a button must have been where it is before a click that was not aimed at it counts. */
const REST = 400

type Point = { x: number; y: number }

/** Where the mouse last truly was, or null before it has shown itself. */
let pointer: Point | null = null
const note = (event: globalThis.PointerEvent) => {
  if (event.pointerType === 'mouse') pointer = { x: event.screenX, y: event.screenY }
}
document.addEventListener('pointermove', note, { capture: true, passive: true })
document.addEventListener('pointerdown', note, { capture: true, passive: true })

/**
 * Guards a button against a click that was meant for something else: one that arrives while what it
 * stands for has only just appeared or changed, or because the page slid it under a pointer at rest.
 *
 * Browsers send `pointerenter` also when the layout moves beneath a mouse that does not: the point is
 * then the one where the mouse already was. The button rests after either, `aria-disabled`, so that
 * assistive technology and scripts see it and the focus stays where it is.
 */
export function useAimedClick(subject: string, act: () => void) {
  const [resting, setResting] = useState(true)
  // The truth for a click that follows before the page is drawn anew.
  const rests = useRef(true)
  // Whether somebody brought the focus here since the subject appeared: then a key is meant for it.
  const sought = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const rest = () => {
    rests.current = true
    setResting(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      rests.current = false
      setResting(false)
    }, REST)
  }
  useEffect(() => {
    sought.current = false
    rest()
    return () => clearTimeout(timer.current)
  }, [subject])

  return {
    'aria-disabled': resting,
    onPointerEnter: (event: PointerEvent) => {
      const still = pointer !== null && pointer.x === event.screenX && pointer.y === event.screenY
      if (event.pointerType === 'mouse' && still) rest()
    },
    onFocus: () => {
      sought.current = true
    },
    onBlur: () => {
      sought.current = false
    },
    onClick: ({ detail }: { detail: number }) => {
      const byKey = detail === 0
      if (!rests.current || (byKey && sought.current)) act()
    },
  }
}
