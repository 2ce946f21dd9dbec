import { AIChatAgent } from '@cloudflare/ai-chat'
import { convertToModelMessages, isStepCount, streamText, tool } from 'ai'
import { z } from 'zod'
import { findInvoice } from '../../worker/business/invoices.ts'
import { ledgerPayments } from '../../worker/business/payments/ledger-payments.ts'
import { createBuiltinModel } from '../../worker/models/builtin/model.ts'
import { pay } from '../../worker/tools/payment.ts'

/**
 * Human in the loop as the Agents SDK's guide shows it (`agents/docs/human-in-the-loop.md`, "AI Tool
 * Approval with `needsApproval`"): the approval lives in the transcript, and the model's stream runs
 * the tool. Model, business and payment are Countersign's own; request, journal and audit are absent.
 */
export class PlainChat extends AIChatAgent {
  override async onChatMessage(): Promise<Response> {
    const { DB } = this.env
    const result = streamText({
      model: createBuiltinModel(),
      messages: await convertToModelMessages(this.messages),
      tools: {
        pay_invoice: tool({
          description: 'Pay one open invoice in full from the operating account.',
          inputSchema: z.object({ invoice: z.string() }),
          needsApproval: true,
          execute: async ({ invoice: number }, { toolCallId }) => {
            const title = `Pay invoice ${number}`
            const invoice = await findInvoice(DB, number)
            if (!invoice) return { title, status: 'failed', error: 'There is no such invoice.' }
            const { payee, amount } = invoice
            const payment = { key: toolCallId, payee, amount, invoice: invoice.number }
            return { title, ...(await pay(ledgerPayments(DB), { ...payment, at: Date.now() })) }
          },
        }),
      },
      stopWhen: isStepCount(5),
    })
    return result.toUIMessageStreamResponse()
  }
}
