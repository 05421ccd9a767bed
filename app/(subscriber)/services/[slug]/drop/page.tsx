import type { Metadata } from 'next';
import { ActionForm } from '#components/ui/action-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { listed } from '#lib/changes/words.ts';
import { dropPage } from '#lib/services/services-page.ts';
import { Room } from '../../../../room.tsx';
import { dropAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Drop a service' };

export default async function DropPageShown({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => dropPage(reader, slug));
  const { name, core, used, ending, running, losing, serviceId } = data;
  const may = used && !core && actor.right === 'signatory';
  return (
    <Room actor={actor} installation={installation} current="/services">
      <div className="max-w-[44rem]">
        <PageHeader
          eyebrow={<TextLink href="/services">Services</TextLink>}
          title={`Drop ${name}`}
          lede={`What follows when ${actor.subscriberName} no longer uses ${name}.`}
        />
        <ul className="mb-5 max-w-[65ch] list-disc space-y-2 pl-5">
          <li>
            {losing.length > 0
              ? `No longer authorised to process your data, since nothing of yours is left for them to do: ${listed(losing)}.`
              : 'No sub-processor loses an authorisation by it.'}
          </li>
          {ending.map(({ noticeId, reference, title }) => (
            <li key={noticeId}>
              The open notice <TextLink href={`/changes/${noticeId}`}>{reference}</TextLink>, {title}, ends without an
              answer: it no longer concerns you.
            </li>
          ))}
          {running.map(({ reference, title }) => (
            <li key={reference}>
              Your objection <TextLink href={`/objections/${reference}`}>{reference}</TextLink> to {title} runs on until
              it is decided.
            </li>
          ))}
          <li>
            Who dropped it, and when, goes on record. Taking {name} up again needs a new authorisation. What becomes of
            data already there, your DPA says.
          </li>
        </ul>
        {may ? (
          <ActionForm
            action={dropAction}
            hidden={{ serviceId, slug }}
            look="danger"
            label={`Drop ${name}`}
            pendingLabel="Dropping…"
          />
        ) : (
          <p className="text-ink-2">
            {core
              ? 'It is part of every subscription, so it can’t be dropped.'
              : used
                ? `Only a signatory of ${actor.subscriberName} may drop it.`
                : `${actor.subscriberName} does not use it.`}
          </p>
        )}
        <p className="mt-4">
          <TextLink href="/services">Keep everything as it is</TextLink>
        </p>
      </div>
    </Room>
  );
}
