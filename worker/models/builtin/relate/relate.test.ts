import { expect, it } from 'vitest'
import { demo } from '../testing/demo.ts'
import { Talk } from '../testing/talk.ts'

/** What waits after these turns, each in a few words. */
async function waitsAfter(...turns: readonly string[]): Promise<string[]> {
  const conversation: Talk = new Talk(
    demo(
      () => conversation.waiting,
      () => conversation.done,
    ),
    Date.parse('2027-05-12T10:00:00Z'),
  )
  for (const turn of turns) await conversation.say(turn)
  return conversation.waiting.map(({ input }) => {
    const { replaces: _before, ...facts } = input as Record<string, string | number>
    return Object.values(facts).join(' ')
  })
}

const twoRefunds = 'Refund $10 on ORD-2008 and $10 on ORD-2015'
const payment = 'Send $40 to Harbor Print'

it.each([
  ['make both 15', ['ORD-2008 1500', 'ORD-2015 1500']],
  ['20 for the second', ['ORD-2008 1000', 'ORD-2015 2000']],
  ['both customers wrote twice', ['ORD-2008 1000', 'ORD-2015 1000']],
  ['the second customer lives in 20 Mill Road', ['ORD-2008 1000', 'ORD-2015 1000']],
])('of two that wait, “%s”', async (said, waits) => {
  expect((await waitsAfter(twoRefunds, said)).toSorted()).toEqual(waits)
})

it.each([
  ['and twice that to Cobalt Courier', ['Harbor Print 4000', 'Cobalt Courier 8000']],
  ['twice that', ['Harbor Print 8000']],
  ['twice that would hurt', ['Harbor Print 4000']],
  ["I'll ask Priya about it first", []],
])('of a payment that waits, “%s”', async (said, waits) => {
  expect(await waitsAfter(payment, said)).toEqual(waits)
})

it('does after all what was taken back', async () => {
  expect(await waitsAfter(payment, 'never mind', 'no wait, do send it')).toEqual([
    'Harbor Print 4000',
  ])
  expect(await waitsAfter(payment, 'never mind', 'after all it was just an idea')).toEqual([])
})

it('puts several together as one', async () => {
  expect(
    await waitsAfter(
      'claim $32 for printer paper',
      'and 18.50 for markers',
      'put them together as one, 50.50 for office supplies',
    ),
  ).toEqual(['5050 office supplies'])
})

it('takes a number of the series of what waits for no sum', async () => {
  expect(await waitsAfter('Refund $15 on ORD-2041', 'it was 2042, I misread')).toEqual([
    'ORD-2042 1500',
  ])
})
