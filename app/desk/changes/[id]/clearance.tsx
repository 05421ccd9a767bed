import { Bars } from '#components/ui/bars.tsx';
import { Card } from '#components/ui/card.tsx';
import { Note } from '#components/ui/prose.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import type { AuthorisationReason } from '#lib/authorisations/authorisation.ts';
import type { Clearance } from '#lib/authorisations/clearance.ts';
import { counted } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inWords } from '#lib/deadlines/speak.ts';

/** How much is cleared, and from when it is safe to start for everyone, or what stands in the way of that. */
export function ClearanceShown({ clearance, at, zone }: { clearance: Clearance; at: Instant; zone: string }) {
  const { total, cleared, waiting, held, refused, warned } = clearance;
  const stopped = held.reduce((sum, { n }) => sum + n, 0);
  return (
    <>
      <Stats>
        <Stat
          value={total === 0 ? '–' : `${Math.floor((100 * cleared) / total)} %`}
          label="cleared"
          note={`${cleared} of ${counted(total, 'subscriber')}`}
          tone={total > 0 && cleared === total ? 'good' : undefined}
        />
        <Stat value={waiting} label="wait for their dates" />
        <Stat value={stopped} label="on hold" tone={stopped > 0 ? 'warn' : undefined} />
        <Stat value={refused} label="refused" note={refused > 0 ? 'former terms go on' : undefined} />
      </Stats>
      <Card title={safeHeadline(clearance, at, zone)} level={3}>
        {held.length > 0 ? (
          <Bars
            label="What stands in the way"
            bars={held.map(({ reason, n }) => ({ key: reason, label: HELD[reason] ?? reason, value: n, tone: 'warn' }))}
          />
        ) : null}
        <Note className="mt-3">{safeNotes(clearance, at, zone).join(' ')}</Note>
        {warned > 0 ? (
          <Note className="mt-2">
            {counted(warned, 'subscriber')} beside these {warned === 1 ? 'has' : 'have'} no standstill in the DPA:
            pending or on hold is a warning there, and does not stop you.
          </Note>
        ) : null}
      </Card>
    </>
  );
}

/** What keeps new terms on hold, of many cases. */
const HELD: Partial<Record<AuthorisationReason, string>> = {
  objection_unresolved: 'Objections undecided',
  actions_outstanding: 'Corrective actions outstanding',
  notice_not_shown: 'Closed, and nobody there read the notice',
  notice_unproven: 'Notice unproven, a fresh one is due',
  withdrawal_ended: 'Withdrawal over, a fresh notice is due',
};

function safeHeadline({ total, waiting, waitedBy, held }: Clearance, at: Instant, zone: string): string {
  if (total === 0) return 'There is nobody to wait for';
  if (held.length > 0) {
    const stopped = held.reduce((sum, { n }) => sum + n, 0);
    return `Not safe to start for everyone: ${counted(stopped, 'case')} on hold`;
  }
  if (waiting === 0 || waitedBy === null || waitedBy <= at) return 'Safe to start for everyone now';
  return `Safe to start for everyone from ${inWords(waitedBy, zone)}`;
}

function safeNotes({ waiting, waitedBy, held, refused }: Clearance, at: Instant, zone: string): string[] {
  return [
    ...(waiting > 0 && waitedBy !== null && waitedBy > at
      ? [
          `${held.length > 0 ? `The last date that anybody waits for is ${inWords(waitedBy, zone)}` : 'That is when the last window has closed and the planned start has come'}, if nobody objects, and whoever must read or accept the notice has done so by then.`,
        ]
      : []),
    ...(refused > 0
      ? [`For ${counted(refused, 'subscriber')} it never starts: the new terms are refused, and the former ones go on.`]
      : []),
  ];
}
