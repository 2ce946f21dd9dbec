const small: Record<string, number> = {
  zero: 0,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
}
const tens: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const units = { one: 1, ...small }

const word = [...Object.keys(small), ...Object.keys(tens)].join('|')
const count = new RegExp(
  String.raw`\b(?:(?:a|one|${word})(?:[ -](?:one|${word}))?(?: (?:hundred|thousand|grand)(?: and)?(?:[ -](?:one|${word}))*)+|(?:${word})(?:[ -](?:one|${word}))*)\b`,
  'g',
)

function valueOf(phrase: string): number {
  let total = 0
  let part = 0
  for (const each of phrase.split(/[ -]/)) {
    if (each === 'a') part = 1
    else if (each === 'hundred') part = (part || 1) * 100
    else if (each === 'thousand' || each === 'grand') {
      total += (part || 1) * 1000
      part = 0
    } else part += units[each as keyof typeof units] ?? tens[each] ?? 0
  }
  return total + part
}

const continues = (before: string | undefined, each: string): boolean =>
  before !== undefined &&
  (!(each in units || each in tens) || before in tens || /hundred|thousand|grand/.test(before))

/** `forty-five fifty` are two numbers: 45 and 50. */
const runs = (words: readonly string[]): string[][] =>
  words.reduce<string[][]>((all, each) => {
    const run = all.at(-1)
    const before = run?.at(-1)
    if (run && continues(before, each) && !(each in tens && before !== undefined && before in tens))
      run.push(each)
    else all.push([each])
    return all
  }, [])

/**
 * Writes number words as digits: `forty-five bucks` → `45 bucks`, `twelve hundred` → `1200`. `one` only
 * where it counts something: `the second one` stays. Lower case in, lower case out.
 */
export const digits = (text: string): string =>
  text
    .replace(/\bone (thirty|fifteen|forty[- ]five)\b/g, '1 $1')
    .replace(/\bone(?= (?:to|till|until) (?:\d|one|two|three|four|five|six|half|quarter)\b)/g, '1')
    .replace(count, (phrase) => {
      // Two counts side by side (`two seven`) are no number.
      const words = phrase.split(/[ -]/).filter((each) => each !== 'and')
      const isPlain = words.every((each, at) => {
        const before = words[at - 1]
        return (
          !before ||
          !(each in units || each in tens) ||
          before in tens ||
          /hundred|thousand|grand/.test(before)
        )
      })
      return isPlain
        ? String(valueOf(phrase))
        : runs(words)
            .map((run) => String(valueOf(run.join(' '))))
            .join(' ')
    })
    .replace(
      /\bone(?= (?:person|people|child|kid|baby|toddler|infant|teenager|adult|friend|client|colleague|guest|hour|minute|day|week|o'?clock|dollar|buck|pm|am|p\.m|a\.m)\b)|(?<=\b(?:at|party of|past|to|till|until) )one(?=$|[ ,.?!](?!of|invoice))/g,
      '1',
    )
    .replace(
      /\b(\d+) (dollars|bucks) (?:and )?(\d\d)(?=$|[,;!?]|\.(?!\d)|\s(?:on|for|to|back|please|from|of|as|in|and)\b)/g,
      '$1.$3 $2',
    )
    .replace(/(?<!\d ?)\b(?:hundred|thousand)(?= (?:dollars|bucks|usd)\b)/g, (each) =>
      each === 'hundred' ? '100' : '1000',
    )
    .replace(/\ba fiver\b/g, '5 dollars')
    .replace(/\ba tenner\b/g, '10 dollars')
    .replace(/\bhalf a (?:thousand|grand)\b|\bhalf (?:1000|1,000)\b/g, '500')
    .replace(/\bhalf a hundred\b|\bhalf 100\b/g, '50')
    .replace(/\b(?:a )?half (?:a )?dozen\b/g, '6')
    .replace(/\b(?:a )?dozen\b/g, '12')
    .replace(/\b(?:a )?couple of\b/g, '2')
