import { RoleNeeded } from '#components/shell/role-needed.tsx';
import { DeadEnd } from '../dead-end.tsx';

export const metadata = { title: 'Another role is needed' };

export default function Forbidden() {
  return (
    <DeadEnd>
      <RoleNeeded needed="legal" />
    </DeadEnd>
  );
}
