import type { ReactNode } from 'react';
import { Shell } from '#components/shell/shell.tsx';
import type { Installation } from '#lib/access/actor.ts';

/** The shell around a page that is kept and shown to everybody alike. It bears the version that the page was read at. */
export function PublicRoom({
  installation,
  version,
  current,
  children,
}: {
  installation: Installation;
  version: string;
  current?: string;
  children: ReactNode;
}) {
  return (
    <Shell
      viewer="anyone"
      vendor={{
        legalName: installation.vendorName,
        privacyContact: installation.privacyContact,
        accent: installation.accent,
        logo: installation.logo,
      }}
      demo={installation.demo}
      current={current}
    >
      <meta name="demur-public-version" content={version} />
      {children}
    </Shell>
  );
}
