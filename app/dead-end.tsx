import type { ReactNode } from 'react';
import { viewerOfPage } from '#lib/auth/reader.ts';
import { PublicRoom } from './public-room.tsx';
import { Room } from './room.tsx';

/** A room for those whose way ended: the shell as ever, so that the doors that they do have are in sight. */
export async function DeadEnd({ children }: { children: ReactNode }) {
  const viewer = await viewerOfPage();
  if (viewer?.version)
    return (
      <PublicRoom installation={viewer.installation} version={viewer.version}>
        {children}
      </PublicRoom>
    );
  return viewer && <Room {...viewer}>{children}</Room>;
}
