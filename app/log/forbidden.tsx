import { RoleNeeded } from '#components/shell/role-needed.tsx';

export const metadata = { title: 'Another role is needed' };

export default function Forbidden() {
  return <RoleNeeded needed="legal" />;
}
