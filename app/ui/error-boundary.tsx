import { Component, type ReactNode } from 'react'
import { Notice } from './notice.tsx'

type Props = { children: ReactNode }

/** Catches what a page throws while it draws, says so in one sentence and offers a way on. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <Notice
        title="This page stopped working"
        text="Nothing that you decided is lost; load it again to go on."
        action={{ label: 'Reload', run: () => location.reload() }}
      />
    )
  }
}
