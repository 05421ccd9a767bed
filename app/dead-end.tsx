import type { ReactNode } from 'react';
import { page } from '#lib/auth/reader.ts';
import { Room } from './room.tsx';

/** A room for those whose way ended: the shell as ever, so that the doors that they do have are in sight. */
export async function DeadEnd({ children }: { children: ReactNode }) {
  const { actor, installation } = await page('anyone', async () => null);
  return (
    <Room actor={actor} installation={installation}>
      {children}
    </Room>
  );
}
