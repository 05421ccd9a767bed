import { LinkButton } from '#components/ui/button.tsx';
import { Note } from '#components/ui/prose.tsx';

/** The way from the settings to the webhooks. */
export function WebhooksDoor() {
  return (
    <>
      <Note className="mb-3">
        Systems of yours are told when a notice is given, an objection is filed or resolved, and an authorisation may
        have changed. Adding and removing one is on the record.
      </Note>
      <LinkButton href="/desk/settings/webhooks">Add or remove endpoints</LinkButton>
    </>
  );
}
