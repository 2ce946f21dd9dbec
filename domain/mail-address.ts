/** Where the people of the company get their mail; what goes elsewhere leaves the company. */
export const COMPANY_MAIL_DOMAIN = 'fernway.example'

const LONGEST = 200
const LONGEST_LOCAL = 64

// Of RFC 5321's mailboxes those that people have: no quotes, no comments, no bare hosts, ASCII only, so
// that no address can look like another one.
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const domain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i

/** One e-mail address, its domain in small letters; null for anything else, two addresses included. */
export function parseAddress(text: string): string | null {
  const address = text.trim()
  const at = address.lastIndexOf('@')
  const [name, host] = [address.slice(0, at), address.slice(at + 1)]
  const fits =
    at > 0 &&
    address.length <= LONGEST &&
    name.length <= LONGEST_LOCAL &&
    local.test(name) &&
    domain.test(host)
  return fits ? `${name}@${host.toLowerCase()}` : null
}

/** Whether mail to this address stays inside the company. */
export const isInside = (address: string): boolean =>
  parseAddress(address)?.endsWith(`@${COMPANY_MAIL_DOMAIN}`) === true
