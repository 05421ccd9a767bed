import type { ReactNode } from 'react';
import { viewerOfPage } from '#lib/auth/reader.ts';
import { Room } from './room.tsx';

/** A room for those whose way ended: the shell as ever, so that the doors that they do have are in sight. */
export async function DeadEnd({ children }: { children: ReactNode }) {
  const viewer = await viewerOfPage();
  return viewer && <Room {...viewer}>{children}</Room>;
}
