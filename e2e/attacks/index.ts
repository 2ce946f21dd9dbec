import type { Act, Attack } from './attack.ts'
import { othersPlaces } from './cross-places.ts'
import { othersRequests } from './cross-requests.ts'
import { forgedHeaders } from './downgrade-headers.ts'
import { loweredRoles } from './downgrade-roles.ts'
import { endedSessions } from './downgrade-sessions.ts'
import { falseGrants } from './false-grants.ts'
import { forgedFrames } from './forge-frames.ts'
import { forgedCalls } from './forge-http.ts'
import { forgedMessages } from './forge-messages.ts'
import { forgedByModel } from './forge-model.ts'
import { replayedFrames } from './replay-frames.ts'
import { replayed } from './replay.ts'
import { beyondGrants } from './split-grants.ts'
import { splitByEdits } from './split-edits.ts'
import { splitThresholds } from './split.ts'
import { editorsOfTheirOwn } from './stand-in-editors.ts'
import { standIns } from './stand-in.ts'
import { tamperedAddresses } from './tamper-addresses.ts'
import { tamperedBallots } from './tamper-ballots.ts'
import { tamperedEdits } from './tamper-edits.ts'

export { controls } from './controls.ts'

/** Every attack by its theme. */
export const themes: Readonly<Record<string, readonly Act[]>> = {
  Forge: [...forgedMessages, ...forgedFrames, ...forgedCalls, ...forgedByModel],
  Replay: [...replayed, ...replayedFrames],
  Tamper: [...tamperedBallots, ...tamperedEdits, ...tamperedAddresses],
  Downgrade: [...loweredRoles, ...endedSessions, ...forgedHeaders],
  'Cross accounts': [...othersRequests, ...othersPlaces],
  'Split thresholds': [...splitThresholds, ...splitByEdits, ...falseGrants, ...beyondGrants],
  'Stand in for oneself': [...standIns, ...editorsOfTheirOwn],
}

export const attacks: readonly Attack[] = Object.values(themes)
  .flat()
  .flatMap((act) => act.attacks)
