import { z } from 'zod'
import { isInside, parseAddress } from '../../domain/mail-address.ts'
import { firstWords, manyLines, oneLine } from '../../domain/plain-text.ts'
import { type Delivery, deliver, findDelivery, settleDelivery } from '../business/mail/deliver.ts'
import {
  defineEffect,
  type Outcome,
  type Problem,
  type Proposal,
  type ToolContext,
} from './tool.ts'

const LONGEST_SUBJECT = 150
/** As much of the text as serves for a subject where none is given. */
const DERIVED_SUBJECT = 60

const to = z.string().trim().min(1).max(254)
const subject = z.string().overwrite(oneLine).max(LONGEST_SUBJECT)
const body = z.string().overwrite(manyLines).min(1).max(5_000)

const isAddress = (text: string): boolean => parseAddress(text) !== null
const oneAddress = 'Write one e-mail address, like sam@example.com.'

const callInput = z.object({
  to: to.describe('One e-mail address, for example sam@example.com'),
  subject: subject.optional().describe('Subject; left out, the first words of the text'),
  body: body.describe('The text, without a subject line'),
})
type Call = z.infer<typeof callInput>

const approved = z.object({
  to: z.string().refine(isAddress, oneAddress),
  subject: z
    .string()
    .min(1)
    .refine((text) => oneLine(text) === text),
  body: z.string().min(1),
  /** Whether it stays inside the company: derived from the address, never said by the model. */
  inside: z.boolean(),
})
type Approved = z.infer<typeof approved>

const subjectOf = ({ subject, body }: Pick<Call, 'subject' | 'body'>): string =>
  subject || firstWords(manyLines(body), DERIVED_SUBJECT)

async function describe(call: Call, { mail }: ToolContext): Promise<Proposal<Approved> | Problem> {
  const address = parseAddress(call.to)
  if (!address) {
    return {
      problem: `“${oneLine(call.to)}” is not one e-mail address; write it like sam@example.com.`,
    }
  }
  const inside = isInside(address)
  const subject = subjectOf(call)
  return {
    title: `Send the e-mail “${subject}” to ${address}`,
    summary: [
      { label: 'To', value: address },
      { label: 'Subject', value: subject },
      { label: 'Text', value: call.body },
      { label: 'Goes where', value: inside ? 'Stays inside the company' : 'Leaves the company' },
      {
        label: 'Sent from',
        value: mail ? mail.from : 'No mail provider is connected: it will be queued, not sent',
      },
      { label: 'Undo', value: 'Can be undone for 10 seconds after it is approved' },
    ],
    risk: inside ? 'low' : 'medium',
    arguments: { to: address, subject, body: call.body, inside },
    grantable: [{ fact: 'to', op: 'eq', value: address }],
  }
}

function outcomeOf(delivery: Delivery): Outcome {
  if (delivery.status === 'failed' || delivery.status === 'retry') return delivery
  const { mail } = delivery
  const isSent = delivery.status === 'sent'
  return {
    status: 'succeeded',
    receipt: {
      title: isSent
        ? `Sent the e-mail “${mail.subject}” to ${mail.to}`
        : 'Queued, no mail provider connected',
      facts: [
        { label: 'To', value: mail.to },
        { label: 'Subject', value: mail.subject },
        ...(isSent && mail.provider ? [{ label: 'Handed to', value: mail.provider }] : []),
        ...(mail.messageId ? [{ label: 'Message', value: mail.messageId }] : []),
        { label: 'Reference', value: mail.key },
      ],
    },
  }
}

export const sendEmail = defineEffect({
  kind: 'effect',
  name: 'send_email',
  description:
    'Send an e-mail in plain text to one address, in the name of the person you talk to. ' +
    'People see all of it and confirm before it is sent; then it can be undone for ten seconds.',
  input: callInput,

  arguments: approved,

  // Two messages to one person are two asks; the same one in other words is not.
  target: (call) =>
    `mail:${call.to.trim().toLowerCase()}:${oneLine(subjectOf(call)).toLowerCase()}`,

  describe,

  undoMs: 10_000,

  edit: {
    fields: z.strictObject({
      to: to.refine(isAddress, oneAddress).meta({ title: 'To', format: 'email' }),
      subject: subject.min(1).meta({ title: 'Subject' }),
      body: body.meta({ title: 'Text' }),
    }),
    material: ['to', 'body'],
    input: ({ inside: _derived, ...call }) => call,
  },

  async run(key, { to, subject, body }, { db, actor, mail, now }) {
    const { id: person, name } = actor
    const message = { key, person, name, to, subject, text: body, at: now }
    return outcomeOf(await deliver(db, message, mail, now))
  },

  async find(key, { db, mail }) {
    const delivery = await findDelivery(db, key, mail)
    return delivery && outcomeOf(delivery)
  },

  async settle(key, outcome, { db, now }) {
    const delivery = await settleDelivery(db, key, outcome, now)
    return delivery && outcomeOf(delivery)
  },
})
