import { History } from '#components/notices/history.tsx';
import { Section } from '#components/ui/card.tsx';
import { eventInWords } from '#lib/evidence/event-words.ts';
import type { DeskCase } from '#lib/objections/desk-case.ts';

/** Everything on the record of this case, by whom. */
export function CaseHistory({ shown, zone }: { shown: DeskCase; zone: string }) {
  return (
    <Section title="History">
      <History
        zone={zone}
        entries={shown.history.map(({ position, at, type, role, by }) => ({
          position,
          at,
          sentence: eventInWords(type, { role, name: by }),
        }))}
      />
    </Section>
  );
}
