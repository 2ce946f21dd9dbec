/** Words of the class of an action, wherever they stand. */
export const paying =
  /\b(?:pay\w*|paid|settl\w*|clear\w*|process\w*|sort\w*|squar\w*|tak(?:e|en) care|handl\w*|deal|dealt|see to|seen to|out of the way|fix|^do inv|off (?:the|our|my) \w+|go out|knock out|money|execut\w*|effect|discharge|honou?r|release|finish|close|action|push|put through|wrap up|tick off)\b/
export const refunding =
  /\b(?:refund\w*|reimburs\w*|back|return\w*|reverse|reversal|credit\w*|compensat\w*|repay|repaid|knock|chargeback|undo the charge)\b/
export const cancelling =
  /\b(?:cancel\w*|call\w*|off|rid|scrap|bin|ditch|drop|kill|lose|release|free up|give up|void|remove|delete|kill|annul|axe|revoke|undo)\b/
export const deleting =
  /\b(?:delet\w*|remov\w*|purg\w*|wip\w*|eras\w*|clear\w*|clean\w*|rid|trash|bin|go|gone|drop\w*|dump|tidy|throw|discard|empty)\b/
export const exporting =
  /\b(?:export\w*|csv|spreadsheet|excel|download\w*|xlsx?|file (?:of|with)|(?:as|in|into|to) (?:an? |one )?(?:\w+ )?(?:file|sheet|download|list to download)|data ?dump)\b/
export const sending =
  /\b(?:sen[dt]\w*|pass(?:ed)?(?= .*\bto\b)|wir\w*|transfer\w*|pay\w*|paid|remit\w*|giv\w*|get|forward|shoot|put|let|deposit\w*|slip|hand|move|drop|tip|make out|cover|settle|go|check|cheque|fire|issue|route|push|fund)\b/
export const claiming =
  /\b(?:expens\w*|claim\w*|reimburs\w*|submit\w*|(?<!\b(?:an?|the|one|this|that|csv|excel) )file|filed|get\b.*\bback|owes? me|out[- ]of[- ]pocket|out of (?:my|our)(?: own)? pocket|(?:my|me|that|this|it|us|the) (?:money )?back|\b(?:my|the) \$?\d[\d.]* .*\bback|(?:have|get) (?:them|those) back|money back|paid back|pay back|get back|dollars back|back please|be refunded|refund (?:it to )?me|receipt)\b|\$ ?\d[\d.,]* back\b|\bhand(?:ed)? in\b/
export const assigning =
  /\b(?:access|roles?|rights|permissions?|be|becomes?|is|make|set|as|to|team|group|promote|demote|upgrade|downgrade|put|turn|switch|bump|move|take|add|status|level|give|grant)\b|→|->|=|\d: /
export const removing = /\b(?:cancell?ed)\b/
export const bookings = /\b(?:bookings?|reservations?)\b/
export const roles = /\b(member|reviewer|manager|auditor|admin(?:istrator)?)s?\b/g
export const account =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:member|reviewer|manager|auditor|admin)\d+\b/
