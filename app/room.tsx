import type { ReactNode } from 'react';
import { Shell } from '#components/shell/shell.tsx';
import type { Actor, Installation } from '#lib/access/actor.ts';
import { viewer } from '#lib/auth/reader.ts';
import { signOut } from '#lib/auth/sign-out.ts';

/** The shell around a page, for whoever reads it: the page's own transaction has said how much news awaits them. */
export async function Room({
  actor,
  installation,
  current,
  wide,
  children,
}: {
  actor: Actor;
  installation: Installation;
  /** The door that this page lies behind: "/changes". */
  current?: string;
  wide?: boolean;
  children: ReactNode;
}) {
  const signedIn = 'userId' in actor;
  const awaiting = signedIn ? (await viewer().promise)?.awaiting : undefined;
  return (
    <Shell
      viewer={
        signedIn
          ? {
              name: actor.name,
              email: actor.email,
              role: actor.role,
              subscriberName: actor.role === 'subscriber' ? actor.subscriberName : undefined,
              unread: awaiting?.unread ?? 0,
            }
          : null
      }
      vendor={{
        legalName: installation.vendorName,
        privacyContact: installation.privacyContact,
        accent: installation.accent,
        logo: installation.logo,
      }}
      demo={installation.demo}
      current={current}
      wide={wide}
      signOut={signOut}
    >
      {children}
    </Shell>
  );
}
