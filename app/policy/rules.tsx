import type { Policy, Rule } from '../../domain/policy.ts'
import {
  marksInWords,
  outcomeInWords,
  toolInWords,
  whenInWords,
} from '../../domain/policy-words.ts'

/** All rules in plain words, in their order, under the action that they are about. */
export function Rules({ policy }: { policy: Policy }) {
  const tools = [...new Set(policy.rules.map(({ tool }) => tool))]
  return (
    <section aria-labelledby="rules-title" className="grid gap-8">
      <h2 id="rules-title" className="section-title">
        The rules
      </h2>
      {tools.map((tool) => (
        <section key={tool} aria-label={toolInWords(tool)} className="grid gap-3">
          <h3 className="rules-tool">
            {toolInWords(tool)} <code>{tool}</code>
          </h3>
          <ol className="rules" role="list">
            {policy.rules
              .filter((rule) => rule.tool === tool)
              .map((rule) => (
                <RuleItem key={rule.id} rule={rule} />
              ))}
          </ol>
        </section>
      ))}
      {tools.length === 0 && <p className="card-note">There is no rule yet.</p>}
    </section>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function RuleItem({ rule }: { rule: Rule }) {
  const when = whenInWords(rule)
  return (
    <li className="rule" data-outcome={rule.outcome}>
      <p className="rule-reason">{rule.reason}</p>
      <p className="rule-what">
        <span className="rule-outcome">{capital(outcomeInWords(rule))}</span>
        {when === null ? ', always.' : `, when ${when}.`}
      </p>
      {marksInWords(rule).map((mark) => (
        <p key={mark} className="card-note">
          {mark}
        </p>
      ))}
      <p className="card-note">
        <code>{rule.id}</code>
      </p>
    </li>
  )
}
