import type { Metadata } from 'next';
import { page } from '#lib/auth/reader.ts';
import { versions } from '#lib/register/version-queries.ts';
import { asked, type SearchParams } from '../../../../asked.ts';
import { Room } from '../../../../room.tsx';
import { VersionsView } from '../../../register/versions/versions-view.tsx';

export const metadata: Metadata = { title: 'Policy versions' };

/** `/register/versions?before=…`: made for the one who asks. */
export default async function EarlierVersionsPage({ searchParams }: { searchParams: SearchParams }) {
  const { before } = await asked(searchParams, ['before']);
  const from = before && /^\d{1,9}$/.test(before) ? Number(before) : null;
  const { actor, installation, data } = await page('anyone', (reader) => versions(reader, from));
  return (
    <Room actor={actor} installation={installation} current="/register">
      <VersionsView {...data} installation={installation} earlier={from !== null} />
    </Room>
  );
}
