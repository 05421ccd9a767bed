import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Note } from '#components/ui/prose.tsx';

/** Doors into the wizard, each with a draft that begins with the terms as they stand. */
export function ChangeThis({
  subprocessorId,
  inForce,
  live,
}: {
  subprocessorId: string;
  inForce: boolean;
  live: boolean;
}) {
  const door = (kind: string, word = 'of') => `/desk/changes/new?kind=${kind}&${word}=${subprocessorId}`;
  if (!inForce && live) return null;
  return (
    <div className="mt-5">
      {inForce ? (
        <>
          <h3 className="text-md">Change this</h3>
          <Note className="mt-1">
            Each begins a draft with the terms as they stand. Nothing changes until it is published and its windows have
            closed.
            {live
              ? ' One change is live already: another corrects it and takes its place, or waits until it has started.'
              : ''}
          </Note>
          <p className="mt-2 flex flex-wrap gap-x-5 gap-y-2">
            <TextLink href={door('location')}>Where it processes data</TextLink>
            <TextLink href={door('data_categories')}>Which data</TextLink>
            <TextLink href={door('purpose')}>What for, and the rest</TextLink>
            <TextLink href={door('replacement', 'replaces')}>Replace it</TextLink>
            <TextLink href={door('removal')}>Remove it</TextLink>
          </p>
        </>
      ) : (
        <LinkButton href={`/desk/changes/new?kind=addition&company=${subprocessorId}`}>Take it up again</LinkButton>
      )}
    </div>
  );
}
