import { access } from './access.ts'
import { deletion, exported } from './bulk.ts'
import { email } from './email.ts'
import { expense } from './expense.ts'
import type { Frame } from './frame.ts'
import { refund } from './refund.ts'
import { room } from './room.ts'
import { cancellation, payment } from './single.ts'
import { table } from './table.ts'
import { transfer } from './transfer.ts'

const all = [
  payment,
  transfer,
  refund,
  expense,
  table,
  room,
  cancellation,
  email,
  deletion,
  exported,
  access,
]

/** The frame of the tool with this name. */
export const frameOf = (tool: string): Frame | undefined => all.find((frame) => frame.tool === tool)
