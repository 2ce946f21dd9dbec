import { Button } from '@cloudflare/kumo/components/button'
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { EnvelopeSimpleIcon } from '@phosphor-icons/react/dist/csr/EnvelopeSimple'
import { KeyIcon } from '@phosphor-icons/react/dist/csr/Key'
import { SignOutIcon } from '@phosphor-icons/react/dist/csr/SignOut'
import { WebhooksLogoIcon } from '@phosphor-icons/react/dist/csr/WebhooksLogo'
import { useLocation } from 'wouter'
import { can } from '../../domain/roles.ts'
import { signOut, useSession } from '../lib/session.ts'
import { setTheme, themes, useTheme } from '../lib/theme.ts'

const labels = { system: 'Like the system', light: 'Light', dark: 'Dark' } as const

/** Pages beside the conversations; some are for those who look after what they show. */
const pages = [
  { href: '/grants', icon: KeyIcon, label: 'Grants', needs: null },
  { href: '/outbox', icon: EnvelopeSimpleIcon, label: 'Outbox', needs: null },
  { href: '/webhooks', icon: WebhooksLogoIcon, label: 'Webhooks', needs: 'manage-webhooks' },
] as const

/** Who is signed in, how the page looks, and the way out. */
export function AccountMenu() {
  const { me } = useSession()
  const theme = useTheme()
  const [, navigate] = useLocation()
  const mine = pages.filter(({ needs }) => needs === null || can(me.role, needs))
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger
        render={
          <Button variant="ghost" className="account">
            <span className="sr-only">Account: </span>
            <span className="avatar" aria-hidden="true">
              {me.name.charAt(0)}
            </span>
            <span className="max-sm:sr-only">{me.name}</span>
            <CaretDownIcon aria-hidden="true" />
          </Button>
        }
      />
      <DropdownMenu.Content>
        <DropdownMenu.Group>
          <DropdownMenu.Label>
            {me.name} · {me.role}
          </DropdownMenu.Label>
        </DropdownMenu.Group>
        <DropdownMenu.Separator />
        <DropdownMenu.Group>
          <DropdownMenu.Label>Theme</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={theme} onValueChange={setTheme}>
            {themes.map((value) => (
              <DropdownMenu.RadioItem key={value} value={value}>
                {labels[value]}
                <DropdownMenu.RadioItemIndicator />
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Group>
        <DropdownMenu.Separator />
        {mine.map(({ href, icon, label }) => (
          <DropdownMenu.LinkItem
            key={href}
            href={href}
            icon={icon}
            closeOnClick
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              navigate(href)
            }}
          >
            {label}
          </DropdownMenu.LinkItem>
        ))}
        <DropdownMenu.Item
          icon={SignOutIcon}
          onClick={() => void signOut().finally(() => location.assign('/sign-in'))}
        >
          Sign out
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
