import type { Metadata } from 'next';
import { ProposeForm } from '#components/resolutions/propose-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { clock } from '#lib/command/command.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { parseReference } from '#lib/notices/reference.ts';
import { inHand, refuseAsItStands } from '#lib/objections/objection.ts';
import { decidable } from '#lib/resolutions/queries.ts';
import { Room } from '../../../../room.tsx';
import { proposeAction } from '../decide-actions.ts';

export const metadata: Metadata = { title: 'Propose something else' };

export default async function ProposePage({ params }: { params: Promise<{ reference: string }> }) {
  const { reference } = await params;
  const { actor, installation, data } = await page('privacy_admin', async ({ tx }) => {
    const asked = parseReference(reference);
    const found = asked?.prefix === 'OBJ' ? await decidable(tx, { reference: asked.text }) : undefined;
    return found && { found, now: await clock(tx) };
  });
  const { found, now } = data;
  const back = `/desk/objections/${found.reference}`;
  return (
    <Room actor={actor} installation={installation} current="/desk/objections">
      <PageHeader
        eyebrow={<TextLink href={back}>{found.reference}</TextLink>}
        title={`Propose something else to ${found.subscriberName}`}
        lede="Other or fewer measures than they asked for need their word first. Accepted, your proposal becomes the decision at once."
      />
      <div className="max-w-[46rem]">
        {inHand.includes(found.status) ? (
          <ProposeForm
            action={proposeAction}
            objectionId={found.objectionId}
            reference={found.reference}
            subscriberName={found.subscriberName}
            requestedActions={found.requestedActions}
            today={civilDayIn(now, installation.zone)}
          />
        ) : (
          <Banner
            tone="warn"
            title="Nothing can be proposed now"
            actions={<LinkButton href={back}>Back to the case</LinkButton>}
          >
            {refuseAsItStands(found).sentence}
          </Banner>
        )}
      </div>
    </Room>
  );
}
