import { Disclosure, Proof } from '#components/ui/disclosure.tsx';
import type { Working } from '#lib/deadlines/deadline.ts';
import { explain } from '#lib/deadlines/working.ts';

export type WhyThisDateProps = { working: Working; open?: boolean };

/** The shown working: how the count was made, sentence by sentence, and the facts frozen with the notice. */
export function WhyThisDate({ working, open }: WhyThisDateProps) {
  return (
    <Disclosure summary="Why this date?" open={open}>
      <ol className="max-w-[68ch] list-decimal space-y-1.5 pl-4 text-sm marker:text-ink-2 marker:tabular-nums">
        {explain(working).map((sentence) => (
          <li key={sentence} className="pl-1.5">
            {sentence}
          </li>
        ))}
      </ol>
      <div className="mt-3">
        <Proof
          facts={[
            { label: 'Counted from', value: working.startsAt },
            { label: 'Closes', value: working.closesAt },
            { label: 'Zone', value: working.zone },
            { label: 'Rule', value: `${working.rule.name}, version ${working.rule.version}` },
            ...working.calendars.map((calendar) => ({
              label: `Calendar ${calendar.name}`,
              value: (
                <>
                  version {calendar.version}, {calendar.firstDay} to {calendar.lastDay}
                  <br />
                  SHA-256 {calendar.hash}
                </>
              ),
            })),
          ]}
        >
          Frozen when the notice was given. Whoever counts again with this rule and this calendar gets the same instant.
        </Proof>
      </div>
    </Disclosure>
  );
}
