/** What the payees deliver, as people call it. */
export const wares: Readonly<Record<string, RegExp>> = {
  'Harbor Print':
    /\b(?:flyers?|posters?|cards?|letterheads?|brochures?|prints?|printers?|leaflets?)\b/,
  'Northwind Catering': /\b(?:food|buffet|lunch|dinner|canteen|caterers?|kitchen)\b/,
  'Alder Construction': /\b(?:builders?|building|scaffold\w*|renovation|roof|construction)\b/,
  'Tidewater Linen': /\b(?:towels?|napkins?|tablecloths?|sheets?|linens?|laundry)\b/,
  'Cobalt Courier': /\b(?:parcels?|deliver(?:y|ies)|couriers?|shipping)\b/,
}

/** The one payee whose wares words name. */
export function payeeOfWares(words: string): string | null {
  const found = Object.entries(wares).filter(([, each]) => each.test(words.toLowerCase()))
  return found.length === 1 ? (found[0]?.[0] ?? null) : null
}
