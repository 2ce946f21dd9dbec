const person = String.raw`(?:(?:member|reviewer|manager|auditor|admin)\d+|(?:the )?second (?:member|reviewer|manager)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)`
const role = String.raw`(?:member|reviewer|manager|auditor|admin)`
const asked = new RegExp(
  String.raw`^((?:(?:hi|hello|hey|ok|okay|and|also|please|so)[,.! ]+)*)(?:can|could|may|might|would it be possible for|is it possible for) (${person}) (?:please |also |now |perhaps |to )*(?:get|have|become|receive|be (?:given|granted|made)) (?:(?:an?|the) )?(${role})(?: (?:rights?|access|role|permissions?))?( from now on| while [^,.;?]+| during [^,.;?]+| because [^.;?]+| since (?:he|she|they|we|it) [^.;?]+)?(,? please)?\s*[?.!]*$`,
  'i',
)

/** `Could reviewer2 have manager rights from now on?`: a role that is asked for, as the order that it is. */
export const withRoleGiven = (text: string): string =>
  text.replace(
    asked,
    (_all, lead: string, whom: string, what: string) => `${lead}please make ${whom} ${what}`,
  )
