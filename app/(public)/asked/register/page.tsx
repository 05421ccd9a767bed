import type { Metadata } from 'next';
import { page } from '#lib/auth/reader.ts';
import { civilDate } from '#lib/command/inputs.ts';
import { registerOn } from '#lib/register/queries.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { RegisterView } from '../../register/register-view.tsx';

export const metadata: Metadata = { title: 'Register of sub-processors' };

const day = civilDate('The day');

/** `/register?on=…`: made for the one who asks. */
export default async function RegisterOnPage({ searchParams }: { searchParams: SearchParams }) {
  const { on: named } = await asked(searchParams, ['on']);
  const on = named ? day.safeParse(named) : undefined;
  const { actor, installation, data } = await page('anyone', (reader) => registerOn(reader, on?.data ?? null));
  return (
    <Room actor={actor} installation={installation} current="/register">
      <RegisterView
        list={data}
        installation={installation}
        asked={on && { on: on.data ?? null, refused: on.error?.issues[0]?.message }}
      />
    </Room>
  );
}
