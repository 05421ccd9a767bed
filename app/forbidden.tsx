import { RoleNeeded } from '#components/shell/role-needed.tsx';

export const metadata = { title: 'Another role is needed' };

/** Shown by forbidden() where no room further down says which role it needs. */
export default function Forbidden() {
  return <RoleNeeded />;
}
