const booking = String.raw`((?:(?:the |my |our )?(?:booking|table|room|reservation) )?BKG-\d+)`
const needless = new RegExp(
  String.raw`^((?:(?:hi|hello|hey|please|ok|okay|and|also|sorry)[,.! ]+)*)(?:(?:i|we) (?:no longer (?:need|want)|(?:don't|do not|won't) need) ${booking}( any ?(?:more|longer))?)(?=[.,;!]|$)`,
  'i',
)

/** `I no longer need BKG-1003`: what is booked and not needed is to be cancelled. */
export const withNeedlessCancelled = (text: string): string =>
  text.replace(needless, (all, lead: string, what: string, more?: string) =>
    more || /no longer/i.test(all) ? `${lead}please cancel ${what}` : all,
  )
