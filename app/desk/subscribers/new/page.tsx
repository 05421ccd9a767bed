import type { Metadata } from 'next';
import { SubscriberForm } from '#components/desk/parties/subscriber-form.tsx';
import { countryOptions } from '#components/register/countries.ts';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { UNSTATED } from '#lib/register/register.ts';
import { Room } from '../../../room.tsx';
import { recordSubscriberAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Record a subscriber' };

export default async function NewSubscriberPage() {
  const { actor, installation } = await page('privacy_admin', async () => null);
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href="/desk/subscribers">Subscribers</TextLink>}
        title="Record a subscriber"
        lede="Its DPA, its users and the services that it uses come next, on its own page. Without an executed DPA it is given no notices and cannot object."
      />
      <div className="max-w-[46rem]">
        <SubscriberForm
          action={recordSubscriberAction}
          countries={countryOptions().filter(({ value }) => value !== UNSTATED)}
        />
      </div>
    </Room>
  );
}
