import type { ComponentProps } from 'react'
import { Streamdown } from 'streamdown'

/**
 * Plain elements, styled by `.prose`: no images (a picture's address can carry data out of a
 * conversation), links open in a tab of their own and tell the other side nothing.
 */
const components: NonNullable<ComponentProps<typeof Streamdown>['components']> = {
  p: ({ children }) => <p>{children}</p>,
  ul: ({ children }) => <ul>{children}</ul>,
  ol: ({ children }) => <ol>{children}</ol>,
  li: ({ children }) => <li>{children}</li>,
  strong: ({ children }) => <strong>{children}</strong>,
  h1: ({ children }) => <p className="prose-heading">{children}</p>,
  h2: ({ children }) => <p className="prose-heading">{children}</p>,
  h3: ({ children }) => <p className="prose-heading">{children}</p>,
  h4: ({ children }) => <p className="prose-heading">{children}</p>,
  h5: ({ children }) => <p className="prose-heading">{children}</p>,
  h6: ({ children }) => <p className="prose-heading">{children}</p>,
  blockquote: ({ children }) => <blockquote>{children}</blockquote>,
  hr: () => <hr />,
  code: ({ children }) => <code>{children}</code>,
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  table: ({ children }) => (
    <div className="prose-table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  thead: ({ children }) => <thead>{children}</thead>,
  tbody: ({ children }) => <tbody>{children}</tbody>,
  tr: ({ children }) => <tr>{children}</tr>,
  th: ({ children }) => <th>{children}</th>,
  td: ({ children }) => <td>{children}</td>,
  a: ({ children, href }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  img: ({ alt }) => <>{alt}</>,
}

type Props = { text: string; streaming: boolean }

/** Text of the assistant, drawn while it streams. */
export default function Markdown({ text, streaming }: Props) {
  return (
    <Streamdown
      components={components}
      controls={false}
      linkSafety={{ enabled: false }}
      mode={streaming ? 'streaming' : 'static'}
    >
      {text}
    </Streamdown>
  )
}
