import { Chip, Chips } from '#components/ui/chip.tsx';
import { Letter } from '#components/ui/letter.tsx';

export type DecisionLetterProps = {
  option: string;
  superseded: boolean;
  decided: string;
  reasons: string;
  actions: readonly { number: number; text: string; note: string }[];
  /** What goes with the option: scope, services, what becomes of data. */
  facts: readonly string[];
  terminationClause: string | null;
};

/** A decision as the vendor wrote it. */
export function DecisionLetter({
  option,
  superseded,
  decided,
  reasons,
  actions,
  facts,
  terminationClause,
}: DecisionLetterProps) {
  return (
    <Letter
      label={`Decision: ${option}`}
      dated={decided}
      subject={option}
      marks={
        superseded ? (
          <Chips>
            <Chip tone="warn">Superseded by a later decision</Chip>
          </Chips>
        ) : undefined
      }
      text={reasons}
      list={{
        title: 'Corrective actions',
        items: actions.map(({ number, text, note }) => ({ key: String(number), text, note })),
      }}
    >
      {facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      <p>
        It does not limit rights under the DPA
        {terminationClause ? `; termination rights, if any, are in ${terminationClause}` : ''}.
      </p>
    </Letter>
  );
}
