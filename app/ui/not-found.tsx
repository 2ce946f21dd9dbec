import { useLocation } from 'wouter'
import { Notice } from './notice.tsx'

type Props = { text?: string }

/** For addresses that lead nowhere, or to something that is not this person's. */
export function NotFound({
  text = 'There is nothing at this address, or it is not yours to see.',
}: Props) {
  const [, navigate] = useLocation()
  return (
    <Notice
      title="Nothing here"
      text={text}
      action={{ label: 'Start a conversation', run: () => navigate('/') }}
    />
  )
}
