import type { Metadata } from 'next';
import { RecordForm } from '#components/desk/record-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Input } from '#components/ui/control.tsx';
import { Field } from '#components/ui/field.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { page } from '#lib/auth/reader.ts';
import { newId } from '#lib/command/new-id.ts';
import { cityOf, civilDayIn, endOfDayInWords, lastDayInWords } from '#lib/deadlines/speak.ts';
import { FILE_LIMIT } from '#lib/objections/attach-file.ts';
import { limits } from '#lib/objections/inputs.ts';
import { ACCEPTED, acceptedEndings } from '#lib/objections/media-type.ts';
import { undecided } from '#lib/objections/objection.ts';
import { type Recordable, recordable } from '#lib/objections/recordable.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { recordAction } from './actions.ts';

export const metadata: Metadata = { title: 'Record an objection' };

export default async function RecordPage({ searchParams }: { searchParams: SearchParams }) {
  const { notice, reference } = await asked(searchParams, ['notice', 'reference']);
  const named = (notice ?? reference)?.trim();
  const { actor, installation, data } = await page('privacy_admin', async (reader) => ({
    found: named ? await recordable(reader, named) : undefined,
  }));
  const { found } = data;
  return (
    <Room actor={actor} installation={installation} current="/desk/objections">
      <div className="max-w-[52rem]">
        <PageHeader
          eyebrow={found ? <TextLink href={`/desk/changes/${found.changeId}`}>{found.title}</TextLink> : undefined}
          title={found ? `Record an objection of ${found.subscriberName}` : 'Record an objection'}
          lede="One that came by e-mail or post. It has the effect of one filed here, by the instant at which it came."
          facts={
            found ? (
              <>
                {found.reference} · the window closes {endOfDayInWords(found.law.closesAt, installation.zone)}
              </>
            ) : undefined
          }
        />
        {found ? <Recording found={found} zone={installation.zone} /> : <Choose named={named} />}
      </div>
    </Room>
  );
}

function Recording({ found, zone }: { found: Recordable; zone: string }) {
  const obstacle = obstacleOf(found);
  if (obstacle) return obstacle;
  const { now, law } = found;
  return (
    <RecordForm
      action={recordAction}
      noticeId={found.noticeId}
      idempotencyKey={newId()}
      subscriberName={found.subscriberName}
      city={cityOf(zone)}
      closed={now >= law.closesAt}
      closeWords={lastDayInWords(law.closesAt, zone)}
      today={civilDayIn(now, zone)}
      services={found.services}
      dataCategories={found.dataCategories}
      files={found.files}
      rules={{ limit: FILE_LIMIT, most: limits.files, accept: acceptedEndings, accepted: ACCEPTED }}
      back={`/desk/changes/${found.changeId}`}
    />
  );
}

/** Why nothing can be recorded to this notice; null: it can. */
function obstacleOf({ law, standing, changeId }: Recordable) {
  const there = standing.find(({ status }) => status === 'resolved' || undecided.includes(status));
  if (there)
    return (
      <Banner
        tone="warn"
        title="An objection of theirs is on record already"
        actions={<LinkButton href={`/desk/objections/${there.reference}`}>Go to {there.reference}</LinkButton>}
      >
        There is one to a notice. What came since belongs to that case: send it there as a message.
      </Banner>
    );
  if (
    law.changeWithdrawnAt ||
    law.answer === 'change_withdrawn' ||
    law.answer === 'superseded' ||
    law.answer === 'not_concerned'
  )
    return (
      <Banner
        tone="warn"
        title="This notice has ended"
        actions={<LinkButton href={`/desk/changes/${changeId}`}>Look at the change</LinkButton>}
      >
        It takes no objection any more. If a corrected change took its place, record the objection there.
      </Banner>
    );
  return null;
}

/** Which notice it objects to. */
function Choose({ named }: { named: string | undefined }) {
  return (
    <form method="get" className="max-w-[30rem]">
      <Field
        label="Reference of the notice"
        name="reference"
        hint="As it stands on the notice and in its letter: DEM-2026-7K3M9Q. Or choose the change, then the subscriber, under Changes."
        error={named ? `There is no notice “${named}”. Check the reference.` : undefined}
      >
        {(wiring) => <Input {...wiring} defaultValue={named} autoComplete="off" />}
      </Field>
      <div className="mt-5 flex flex-wrap items-center gap-5">
        <SubmitButton>Find the notice</SubmitButton>
        <TextLink href="/desk/changes">Go to Changes</TextLink>
      </div>
    </form>
  );
}
