import type { Metadata } from 'next';
import { publicPage } from '#lib/auth/public-page.ts';
import { versions } from '#lib/register/version-queries.ts';
import { PublicRoom } from '../../../public-room.tsx';
import { VersionsView } from './versions-view.tsx';

export const metadata: Metadata = { title: 'Policy versions' };
// kept for all readers; the further pages of the list are asked/register/versions
export const dynamic = 'force-static';

export default async function VersionsPage() {
  const { installation, version, data } = await publicPage((reader) => versions(reader));
  return (
    <PublicRoom installation={installation} version={version} current="/register">
      <VersionsView {...data} installation={installation} />
    </PublicRoom>
  );
}
