import { Button } from '@cloudflare/kumo/components/button'
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { KeyIcon } from '@phosphor-icons/react/dist/csr/Key'
import { SignOutIcon } from '@phosphor-icons/react/dist/csr/SignOut'
import { useLocation } from 'wouter'
import { signOut, useSession } from '../lib/session.ts'
import { setTheme, themes, useTheme } from '../lib/theme.ts'

const labels = { system: 'Like the system', light: 'Light', dark: 'Dark' } as const

/** Who is signed in, how the page looks, and the way out. */
export function AccountMenu() {
  const { me } = useSession()
  const theme = useTheme()
  const [, navigate] = useLocation()
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
        <DropdownMenu.LinkItem
          href="/grants"
          icon={KeyIcon}
          closeOnClick
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            navigate('/grants')
          }}
        >
          Grants
        </DropdownMenu.LinkItem>
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
