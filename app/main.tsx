import './index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from './app.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'

// zod compiles its parsers with `new Function` where it can; the Content Security Policy forbids it.
z.config({ jitless: true })

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id root.')
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
)
