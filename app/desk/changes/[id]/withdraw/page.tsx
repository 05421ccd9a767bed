import type { Metadata } from 'next';
import { WithdrawForm } from '#components/desk/withdraw-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { type Cockpit, changeCockpit } from '#lib/changes/desk-queries.ts';
import { refuseWithdrawal, withdrawable } from '#lib/changes/withdrawal.ts';
import { counted } from '#lib/changes/words.ts';
import { recordId } from '#lib/command/inputs.ts';
import { Room } from '../../../../room.tsx';
import { withdrawAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Withdraw change' };

export default async function WithdrawPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const cockpit = recordId.safeParse(id).success ? await changeCockpit(reader, id) : undefined;
    const change = cockpit && (await withdrawable(reader.tx, id));
    return change && { ...cockpit, obstacle: refuseWithdrawal(change, cockpit.at)?.sentence };
  });
  const { obstacle } = data;
  return (
    <Room actor={actor} installation={installation} current="/desk/changes">
      <PageHeader
        eyebrow={<TextLink href={`/desk/changes/${id}`}>{data.title}</TextLink>}
        title="Withdraw this change"
        lede="It then ends for everyone, before it has started for anyone."
      />
      <div className="max-w-[46rem]">
        {obstacle ? (
          <Banner
            tone="warn"
            title="It can’t be withdrawn"
            actions={<LinkButton href={`/desk/changes/${id}`}>Back to the change</LinkButton>}
          >
            {obstacle}
          </Banner>
        ) : (
          <>
            <Card title="What follows">
              <ul className="list-disc space-y-2 pl-4.5 marker:text-ink-3">
                {consequences(data).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </Card>
            <div className="mt-7">
              <WithdrawForm action={withdrawAction} changeId={id} />
            </div>
          </>
        )}
      </div>
    </Room>
  );
}

function consequences({ company, counts }: Cockpit): string[] {
  const { open = 0, objected = 0, accepted = 0, deemed_accepted = 0 } = counts;
  const agreed = accepted + deemed_accepted;
  return [
    `${company.legalName}’s new terms are refused for everyone whom the change was notified to.`,
    ...(open > 0 ? [`${counted(open, 'open case ends', 'open cases end')} as withdrawn.`] : []),
    ...(objected > 0
      ? [
          `Of the ${counted(objected, 'case')} with an objection, those undecided end, and proposals that are out lapse. Decisions already taken stand.`,
        ]
      : []),
    ...(agreed > 0
      ? [
          `${counted(agreed, 'subscriber that had accepted, or was deemed to, is', 'subscribers that had accepted, or were deemed to, are')} told too.`,
        ]
      : []),
    'All whom it still concerns are told, with your reason. The register shows the change as withdrawn.',
    'It can’t be taken back. You can publish the change anew.',
  ];
}
