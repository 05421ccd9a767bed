import { LinkButton } from '#components/ui/button.tsx';
import { Note } from '#components/ui/prose.tsx';

/** The way from the settings to the tokens of the API. */
export function TokensDoor() {
  return (
    <>
      <Note className="mb-3">
        Programs of yours ask over the API whether a subscriber’s data may be sent to a sub-processor, each with a token
        of its own. Making and revoking one is on the record.
      </Note>
      <LinkButton href="/desk/settings/tokens">Make or revoke tokens</LinkButton>
    </>
  );
}
