import { GRADE } from '#components/letters/letter-words.ts';
import { ActionForm } from '#components/ui/action-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Note } from '#components/ui/prose.tsx';
import { newId } from '#lib/command/new-id.ts';
import type { DeskLetter, Recipient } from '#lib/letters/desk-letter.ts';
import { gradeOf } from '#lib/letters/letter.ts';
import { sendAgainAction } from './actions.ts';

/** To whom the letter can go once more, or for the first time. What follows is said before the button. */
export function SendAgain({ letter, toOthers }: { letter: DeskLetter; toOthers: boolean }) {
  const { recipients, subscriber } = letter;
  return (
    <Section
      title={toOthers ? 'Choose another contact' : 'Send again'}
      note={toOthers ? 'none of its deliveries arrived' : undefined}
      id="again"
    >
      <Note className="mb-3">
        The same letter goes out once more, word for word, as a delivery of its own. Who asked for it, when and for whom
        stays on the record, and the earlier deliveries stand as they are.
      </Note>
      {recipients.length > 0 ? (
        <ul className="divide-y divide-rule-2 border-rule-2 border-y">
          {recipients.map((recipient) => (
            <li key={recipient.userId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
              <span className="min-w-0">
                <span className="font-medium">{recipient.name}</span>
                <span className="block break-all text-ink-2 text-sm">{recipient.email}</span>
                <span className="block text-ink-2 text-sm">{soFar(letter, recipient)}</span>
              </span>
              <Button letter={letter} recipient={recipient} />
            </li>
          ))}
        </ul>
      ) : (
        <p>Nobody can get it now.</p>
      )}
      {subscriber ? (
        <p className="mt-3">
          <TextLink href={`/desk/subscribers/${subscriber.slug}/users`}>
            Record another user of {subscriber.name}
          </TextLink>
        </p>
      ) : null}
    </Section>
  );
}

function Button({
  letter: { letterId, deliveries },
  recipient: { userId, name, mutes },
}: {
  letter: DeskLetter;
  recipient: Recipient;
}) {
  const own = deliveries.filter((delivery) => delivery.userId === userId);
  if (mutes || own.some(({ queued }) => queued)) return null;
  return (
    <ActionForm
      action={sendAgainAction}
      look="quiet"
      label={
        <>
          {own.length > 0 ? 'Send again' : 'Send'}
          <span className="sr-only"> to {name}</span>
        </>
      }
      pendingLabel="Sending…"
      hidden={{ letterId, userId, idempotencyKey: newId() }}
    />
  );
}

/** What this person has had of it, or why they can’t get it. */
function soFar({ deliveries }: DeskLetter, { userId, mutes }: Recipient): string {
  if (mutes) return 'does without letters of this kind';
  const last = deliveries.findLast((delivery) => delivery.userId === userId);
  if (!last) return 'was not sent it';
  return last.queued ? 'waiting to be sent: it goes out by itself' : GRADE[gradeOf(last)].word.toLowerCase();
}
