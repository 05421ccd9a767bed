import type { Metadata } from 'next';
import { publicPage } from '#lib/auth/public-page.ts';
import { registerOn } from '#lib/register/queries.ts';
import { PublicRoom } from '../../public-room.tsx';
import { RegisterView } from './register-view.tsx';

export const metadata: Metadata = { title: 'Register of sub-processors' };
// kept for all readers; with a question behind it the address leads to asked/register
export const dynamic = 'force-static';

export default async function RegisterPage() {
  const { installation, version, data } = await publicPage((reader) => registerOn(reader));
  return (
    <PublicRoom installation={installation} version={version} current="/register">
      <RegisterView list={data} installation={installation} />
    </PublicRoom>
  );
}
