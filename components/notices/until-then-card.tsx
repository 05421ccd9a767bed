import { TriangleAlert } from 'lucide-react';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { untilThen } from '#lib/changes/until-then.ts';
import { civilDayIn, dayInWords } from '#lib/deadlines/speak.ts';
import { AuthorisationLine } from './authorisation-line.tsx';
import type { Case } from './notice-shown.ts';

export type UntilThenCardProps = {
  shown: Case;
  zone: string;
  signatory: boolean;
};

/** What the vendor does until the change may start, and whether it may start for this reader. */
export function UntilThenCard({ shown, zone, signatory }: UntilThenCardProps) {
  const { notice, change, window, now } = shown;
  const accepted = notice.outcome === 'accepted' || notice.outcome === 'deemed_accepted';
  const decided = shown.objections.some(({ status }) => status === 'resolved');
  const undecided = notice.outcome === 'open' || (notice.outcome === 'objected' && !decided);
  const started = now >= change.plannedStartAt && (notice.urgent || now >= notice.closesAt);
  const coming = undecided || (accepted && !started);
  const ahead = coming && change.withdrawnAt === null;
  const ofNewTerms = shown.authorisations.filter((one) => one.ofNewTerms);
  if (!ahead && !notice.earlyStartAt && ofNewTerms.length === 0) return null;
  const { sentences, warning } = untilThen(change, {
    closesAt: notice.closesAt,
    outcome: notice.outcome,
    standstill: window.standstill,
    urgent: notice.urgent,
    emergencyClause: window.emergencyClause,
    zone,
  });
  return (
    <Card title={ahead ? 'Until then' : 'Now'}>
      <div className="grid gap-3 text-sm">
        {ahead && !notice.earlyStartAt ? (
          <p className={warning ? 'flex gap-2 font-medium text-warn' : 'text-ink-2'}>
            {warning ? <TriangleAlert role="img" aria-label="Attention" size={17} className="mt-0.5 shrink-0" /> : null}
            <span>{sentences.join(' ')}</span>
          </p>
        ) : null}
        {notice.earlyStartAt ? (
          <p className="text-ink-2">
            Your organisation asked on {dayInWords(civilDayIn(notice.earlyStartAt, zone))} to be served under the new
            terms early. That can’t be taken back.
          </p>
        ) : null}
        <AuthorisationLine authorisations={ofNewTerms} company={change.company.legalName} />
        {signatory && accepted && ahead && !notice.earlyStartAt ? (
          <TextLink href={`/changes/${notice.id}/early-start`}>Ask for an early start</TextLink>
        ) : null}
      </div>
    </Card>
  );
}
