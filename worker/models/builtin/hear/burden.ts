const denying = String.raw`(?:isn't|is not|'s not|wasn't|wouldn't be|would not be|won't be|'s no|is no|would be no)`
const burden = String.raw`(?:(?:too|so|that|very) )?(?:(?:much|big|great) )?(?:of )?(?:an? |any )?(?:(?:big|great|real) )?(?:trouble|bother|hassle|inconvenien(?:t|ce)|imposition|burden|problem|effort|work|asking(?: for)? too much|too much to ask|asking (?:for )?a lot|a lot to ask|much to ask)`
/** `If it's no trouble for Rob` is a condition. */
const ours = String.raw`(?: (?:for|to) you)?(?! (?:for|to|with)\b)`
const once = String.raw`(?: (?:once|one) more(?: time)?| again| with (?:it|this|that|one more))?`

const forms: readonly string[] = [
  String.raw`if (?:it|that|this|doing so|doing that) ?${denying} ${burden}(?: at all)?${ours}`,
  String.raw`should (?:it|that|this) not be ${burden}${ours}`,
  String.raw`if (?:that|this|it)(?:'s| is)(?: quite)? (?:ok|okay|fine|alright|all right|good|cool)(?: (?:with|by|for) you)?(?=[,.!?;:]|$)`,
  String.raw`when(?:ever)? (?:it suits(?: you)?(?: best)?|it(?:'s| is) convenient(?: for you)?|you (?:feel like it|are free))`,
  String.raw`if you (?:wouldn't|would not) mind`,
  String.raw`if you(?:'d| would| could| will)? be (?:so|very|that)? ?(?:kind|good|nice|sweet)(?: enough)?`,
  String.raw`if (?:i|we) (?:may|might|can|could) (?:ask|bother|trouble|request|say so|be so bold)(?: you)?${once}(?: for (?:that|it|this))?`,
]

/** `If it isn't too much trouble`: whose trouble it is makes it no condition. */
export const noBurden = new RegExp(String.raw`,? ?\b(?:${forms.join('|')}),?`, 'gi')
