import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { PlainLink, TextLink } from '#components/ui/button.tsx';
import { Bell } from './bell.tsx';
import { Brand } from './brand.tsx';
import { DOORS, ROLE_NAME, type ViewerRole } from './navigation.ts';
import { parseTheme } from './theme.ts';
import { ThemeSwitch } from './theme-switch.tsx';

export type Viewer = {
  name: string;
  email: string;
  role: ViewerRole;
  /** The organisation, for a subscriber's user. */
  subscriberName?: string;
  /** News that they have not read; 100 stands for that many or more. */
  unread: number;
};

export type ShellVendor = {
  legalName: string;
  /** E-mail address that people may write to. */
  privacyContact: string;
  /** `#rrggbb`; ours if absent. */
  accent?: string | null;
  /** What its picture's address ends with; none if absent. */
  logo?: string | null;
};

export type ShellProps = {
  /** Null: nobody is signed in. `anyone`: the page is kept and shown to all alike, whoever they are. */
  viewer: Viewer | 'anyone' | null;
  vendor: ShellVendor;
  /** Shows the line that says that all data is invented. */
  demo: boolean;
  /** Address of the door that this page lies behind, as in navigation.ts: "/changes". */
  current?: string;
  /** No margins: the page brings its own, as a Split does. */
  wide?: boolean;
  /** Server action that ends the session, or the address of a page that does. */
  signOut?: (() => Promise<void>) | string;
  children: ReactNode;
};

/** Everything around a page: who is signed in, where they can go, who answers for it. */
export async function Shell({ viewer, vendor, demo, current, wide, signOut, children }: ShellProps) {
  const shared = viewer === 'anyone';
  const person = viewer === 'anyone' ? null : viewer;
  const theme = shared ? 'auto' : parseTheme((await cookies()).get('theme')?.value);
  return (
    <div className="flex min-h-dvh flex-col">
      {shared ? <link rel="stylesheet" href="/theme" precedence="high" /> : null}
      {vendor.accent ? <link rel="stylesheet" href={`/accent/${vendor.accent.slice(1)}`} precedence="high" /> : null}
      <a
        href="#content"
        className="-translate-y-24 absolute top-2 left-2 z-10 rounded-md bg-accent px-4 py-2 font-semibold text-on-accent focus:translate-y-0"
      >
        Skip to the content
      </a>
      <header className="border-rule border-b bg-sheet">
        {demo ? (
          <p className="bg-ink px-4 py-1.5 text-center text-paper text-xs" data-print="no">
            <strong className="font-semibold">Demo: invented data.</strong> Companies, people and letters on these pages
            are made up, and nothing is sent to anybody.
          </p>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-8 px-4 sm:px-8 lg:px-10">
          <div className="py-2.5">
            <Brand logo={vendor.logo} />
          </div>
          <nav aria-label="Main" className="order-last w-full md:order-none md:w-auto">
            <ul className="flex flex-wrap gap-x-5">
              {DOORS[person?.role ?? 'nobody'].map(({ label, href }) => (
                <li key={href}>
                  <PlainLink
                    href={href}
                    aria-current={href === current ? 'page' : undefined}
                    className="-outline-offset-2 flex min-h-10 items-center whitespace-nowrap border-transparent border-y-2 font-medium text-ink-2 transition-colors hover:text-ink aria-[current]:border-b-accent aria-[current]:text-ink md:min-h-14"
                  >
                    {label}
                  </PlainLink>
                </li>
              ))}
            </ul>
          </nav>
          <div className="ml-auto flex min-w-0 items-center gap-4 py-2.5 text-ink-2 text-sm leading-snug">
            {shared ? <TextLink href="/">Your work</TextLink> : null}
            {person ? <SignedIn viewer={person} signOut={signOut} /> : <TextLink href="/sign-in">Sign in</TextLink>}
          </div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={
          wide
            ? 'flex flex-1 flex-col'
            : 'mx-auto w-full max-w-[72.5rem] flex-1 px-4 pt-7 pb-16 sm:px-8 sm:pt-9 lg:px-10'
        }
      >
        {children}
      </main>
      <footer className="border-rule border-t px-4 py-5 text-ink-2 text-sm sm:px-8 lg:px-10" data-print="no">
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
          <p>
            {vendor.legalName} · privacy contact{' '}
            <TextLink href={`mailto:${vendor.privacyContact}`} className="inline-block py-0.5">
              {vendor.privacyContact}
            </TextLink>
          </p>
          <ThemeSwitch theme={theme} />
        </div>
      </footer>
    </div>
  );
}

function SignedIn({ viewer, signOut }: Pick<ShellProps, 'signOut'> & { viewer: Viewer }) {
  const plain =
    'min-h-6 rounded-sm font-medium text-ink-2 underline decoration-ink-3 underline-offset-3 hover:text-ink whitespace-nowrap';
  return (
    <>
      <Bell unread={viewer.unread} />
      <PlainLink href="/account" className="group min-w-0 rounded-sm text-right">
        <span className="sr-only">Your account: signed in as {viewer.name}, </span>
        <span className="block truncate font-medium text-ink first-letter:uppercase max-sm:max-w-36">
          {viewer.subscriberName ?? ROLE_NAME[viewer.role]}
        </span>
        <span className="block truncate text-xs underline decoration-transparent underline-offset-3 group-hover:decoration-ink-3 max-sm:hidden">
          {viewer.email}
        </span>
      </PlainLink>
      {signOut === undefined ? null : typeof signOut === 'string' ? (
        <PlainLink href={signOut} className={plain}>
          Sign out
        </PlainLink>
      ) : (
        <form action={signOut}>
          <button type="submit" className={plain}>
            Sign out
          </button>
        </form>
      )}
    </>
  );
}
