import { type Act, alone, together } from './attack.ts'
import { give, inHours } from './granting.ts'
import { forReviewer, forTwo } from './scenes.ts'
import type { Stage } from './stage.ts'

type Refused = [
  name: string,
  tries: string,
  expected: string,
  run: (stage: Stage) => Promise<string>,
]

/** Grants that nobody could give. */
const refused: readonly Refused[] = [
  [
    'The member grants what a reviewer must confirm',
    'a standing yes of one’s own',
    '403 not_allowed',
    (stage) => give(stage.owner, stage),
  ],
  [
    'A grant that ends in the past',
    'a grant without an end',
    '422 invalid endsAt',
    (stage) => give(stage.cast.reviewer, stage, { endsAt: inHours(-1) }),
  ],
  [
    'A grant for 91 days',
    'a grant without an end',
    '422 invalid endsAt',
    (stage) => give(stage.cast.reviewer, stage, { endsAt: inHours(91 * 24) }),
  ],
  [
    'A grant for 1e9 uses',
    'a grant without a limit',
    '422 invalid uses',
    (stage) => give(stage.cast.reviewer, stage, { uses: 1e9 }),
  ],
  [
    'A grant with conditions of one’s own',
    'a grant for any payee',
    '422 invalid when',
    (stage) => give(stage.cast.reviewer, stage, { when: [] }),
  ],
]

export const falseGrants: Act[] = [
  together(
    'grants that nobody could give',
    refused.map(([name, tries, expected, run]) => ({
      name,
      tries,
      scene: forReviewer,
      expected,
      run,
    })),
  ),
  alone({
    name: 'A reviewer grants what takes two people',
    tries: 'a second person’s yes in advance',
    scene: forTwo,
    expected: '403 not_allowed',
    run: (stage) => give(stage.cast.reviewer, stage),
  }),
]
