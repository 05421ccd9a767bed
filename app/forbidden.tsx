import type { Metadata } from 'next';
import { RoleNeeded } from '#components/shell/role-needed.tsx';
import { DeadEnd } from './dead-end.tsx';

export const metadata: Metadata = { title: 'Another role is needed' };

/** Shown by forbidden() where no room further down says which role it needs. */
export default function Forbidden() {
  return (
    <DeadEnd>
      <RoleNeeded />
    </DeadEnd>
  );
}
