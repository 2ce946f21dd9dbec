/** What ends a sentence without changing what it says. */
export const tail =
  /[, ]*\b(?:instead|rather|please|then|would be better|is better|works better|would suit (?:me|us)(?: better)?|suits (?:me|us) better|would be nicer|would be (?:fine|great|good|perfect|ideal|best|lovely|nice|enough)|if possible|thanks|thank you|after all|would work better|would (?:also )?(?:work|do)|works(?: (?:too|for (?:me|us)))?|it is|actually|sorry|i mean|i meant|my mistake|of course|again|is (?:plenty|enough|fine|ok|okay|my last offer|all (?:i|we) need)|that's (?:plenty|enough|fine))(?=[\s,.!?]|$)/gi
