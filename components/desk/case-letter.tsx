import { Chip, Chips } from '#components/ui/chip.tsx';
import { Proof } from '#components/ui/disclosure.tsx';
import { FileList } from '#components/ui/file-field.tsx';
import { Letter } from '#components/ui/letter.tsx';
import type { GroundCategory } from '#db/schema/vocabulary.ts';
import { counted } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inShort } from '#lib/deadlines/speak.ts';
import { type Filed, groundInWords, type LetterNames, sizeInWords } from '#lib/objections/letter.ts';

export type CaseLetterProps = {
  reference: string;
  filed: Filed;
  names: LetterNames;
  requestedActions: readonly { id: string; number: number; text: string; requestedAt: Instant; added: boolean }[];
  files: readonly { id: string; name: string; size: number; sha256: string; side: 'subscriber' | 'vendor' }[];
  proof: { receivedAt: Instant; recordedAt: Instant; textSha256: string; position: number };
  zone: string;
};

/** The objection as it was filed, with what was asked for since numbered on. */
export function CaseLetter({ reference, filed, names, requestedActions, files, proof, zone }: CaseLetterProps) {
  return (
    <Letter
      label={`Objection ${reference}`}
      marks={
        <Chips label="Grounds">
          {filed.groundCategories.map((category) => (
            <Chip key={category} look="outline">
              {groundInWords[category]}
            </Chip>
          ))}
        </Chips>
      }
      text={filed.groundsText}
      list={{
        title: 'What they ask for',
        items: requestedActions.map(({ id, text, added, requestedAt }) => ({
          key: id,
          text,
          note: added ? `Added ${inShort(requestedAt, zone)}` : undefined,
        })),
      }}
      signed={signature(filed, names)}
    >
      <p>{concerned(filed, names)}</p>
      {files.length > 0 ? (
        <FileList
          label="Files of the objection"
          files={files.map(({ id, name, size, side }) => ({
            key: id,
            name,
            href: `/files/${id}`,
            note: side === 'vendor' ? `${sizeInWords(size)}, the original as recorded by us` : sizeInWords(size),
          }))}
        />
      ) : null}
      <div className="mt-3">
        <Proof
          facts={[
            { label: 'Received', value: proof.receivedAt },
            { label: 'Recorded', value: proof.recordedAt },
            { label: 'SHA-256 of the letter', value: proof.textSha256 },
            ...files.map(({ name, sha256 }) => ({ label: `SHA-256 of ${name}`, value: sha256 })),
            { label: 'Position in the log', value: proof.position },
          ]}
        />
      </div>
    </Letter>
  );
}

function signature({ filerName, capacity, actingAs, onBehalfOf }: Filed, { subscriberName }: LetterNames): string {
  const who = [filerName, capacity].filter(Boolean).join(', ');
  const role = actingAs ? `, as ${actingAs}${onBehalfOf ? ` for ${onBehalfOf}` : ''}` : '';
  return `${who}, for ${subscriberName}${role}`;
}

function concerned({ dataCategories }: Filed, { serviceNames }: LetterNames): string {
  const data =
    dataCategories.length > 0 ? `Data concerned: ${dataCategories.join(', ')}.` : 'No data named in particular.';
  const services = serviceNames.length > 0 ? `Services concerned: ${serviceNames.join(', ')}.` : '';
  return [data, services].filter(Boolean).join(' ');
}

/** "same ground from 3 others", where others object on one of these grounds. */
export function sameGroundInWords(sameGround: Partial<Record<GroundCategory, number>>): string | null {
  const most = Math.max(0, ...Object.values(sameGround));
  return most === 0 ? null : `same ground from ${counted(most, 'other')}`;
}
