import { beforeEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../domain/audit.ts'
import { Chain } from './chain.ts'
import { factOf, freshDesk, requestOf } from './testing/desks.ts'

let { desk, inside } = freshDesk()
beforeEach(() => {
  ;({ desk, inside } = freshDesk())
})

const deliver = (source: string, ...seqs: number[]) =>
  desk.receive({ source, facts: seqs.map((seq) => factOf(seq)), requests: [] })
const ofHosts = async () =>
  (await inside(({ sql }) => new Chain(sql).page())).items.filter(({ source }) => source !== 'd1')
const numbers = async () => (await ofHosts()).map(({ source, seq }) => `${source}${seq}`)

describe('a delivery', () => {
  it('is taken once, in order, and answered with how far the desk has come', async () => {
    expect(await deliver('a', 1, 2)).toBe(2)
    expect(await deliver('b', 1)).toBe(1)
    expect(await deliver('a', 1, 2)).toBe(2)
    expect(await deliver('a', 2, 3)).toBe(3)
    expect(await deliver('a')).toBe(3)
    expect(await numbers()).toEqual(['a1', 'a2', 'b1', 'a3'])
  })

  it('that leaves a gap changes nothing, and the host learns from where to send again', async () => {
    await deliver('a', 1)
    const requests = [requestOf()]
    const late = { source: 'a', facts: [factOf(3), factOf(4)], requests }
    expect(await desk.receive(late)).toBe(1)
    expect(await deliver('a', 2, 4)).toBe(1)
    expect(await deliver('b', 2)).toBe(0)
    expect(await numbers()).toEqual(['a1'])
    expect((await desk.list(requestOf().requester, {})).items).toEqual([])
    expect(await deliver('a', 2, 3, 4)).toBe(4)
  })

  it('races with others of its source and of other sources, and the chain stays one', async () => {
    await Promise.all(
      ['a', 'b', 'c'].flatMap((source) => [
        deliver(source, 1, 2, 3),
        deliver(source, 1, 2),
        deliver(source, 2, 3),
        deliver(source, 1, 2, 3, 4),
      ]),
    )
    const { items } = await desk.chain()
    expect(verifyChain(items)).toMatchObject({ ok: true, count: items.length })
    expect((await numbers()).toSorted()).toEqual(
      ['a', 'b', 'c'].flatMap((source) => [1, 2, 3, 4].map((seq) => source + String(seq))),
    )
  })
})

describe('the chain', () => {
  it('verifies page by page, and a page names the next', async () => {
    const all = Array.from({ length: 450 }, (_, index) => index + 1)
    await deliver('a', ...all)
    let [head, cursor]: [Parameters<typeof verifyChain>[1], string | undefined] = [
      undefined,
      undefined,
    ]
    const sizes: number[] = []
    do {
      const { items, nextCursor } = await desk.chain(cursor)
      const verdict = verifyChain(items, head)
      if (!verdict.ok) throw new Error(verdict.reason)
      sizes.push(items.length)
      head = verdict.head
      cursor = nextCursor ?? undefined
    } while (cursor)
    expect(sizes.slice(0, 2)).toEqual([200, 200])
    expect(head?.seqs?.get('a')).toBe(450)
    expect((await desk.chain('99999')).items).toEqual([])
  })

  it.each([
    `UPDATE chain SET body = '{}'`,
    `DELETE FROM chain`,
    `INSERT INTO chain SELECT n + 2, hash, 'x', source, seq + 1, at, type, request_id, body FROM chain`,
    `INSERT INTO chain SELECT n + 1, prev, 'x', source, seq + 1, at, type, request_id, body FROM chain`,
    `INSERT INTO chain SELECT n + 1, hash, 'x', source, seq + 2, at, type, request_id, body FROM chain`,
    `INSERT INTO chain SELECT n + 1, hash, 'x', 'z', 2, at, type, request_id, body FROM chain`,
    `INSERT OR REPLACE INTO chain SELECT n, prev, 'x', source, seq, at, type, request_id, body FROM chain`,
  ])('refuses %s', async (statement) => {
    await inside(({ sql }) => {
      const chain = new Chain(sql)
      chain.take('a', [{ ...factOf(1), requestId: null }])
      const before = chain.page()
      expect(() => sql.exec(statement)).toThrow('the chain only grows')
      expect(chain.page()).toEqual(before)
    })
  })

  it('finds what belongs to a request', async () => {
    await desk.receive({
      source: 'a',
      facts: [factOf(1), factOf(2, { requestId: 'c_conversation_two2' }), factOf(3)],
      requests: [],
    })
    const found = await inside(({ sql }) => new Chain(sql).ofRequest('c_conversation_one1'))
    expect(found.map(({ seq }) => seq)).toEqual([1, 3])
  })
})
