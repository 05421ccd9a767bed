import { buttonClass } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Note } from '#components/ui/prose.tsx';

/**
 * Asks for letters on each publication. An ordinary form, sent to a route of its own: it stands on pages that are kept
 * for all readers and can't answer anybody.
 */
export function FollowForm({ typed, error }: { typed?: string | undefined; error?: string | undefined }) {
  return (
    <form action="/follow/ask" method="post" noValidate className="max-w-[34rem]">
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        id="follow-email"
        autoComplete="email"
        defaultValue={typed}
        error={error}
      />
      <div className="mt-4">
        <button type="submit" className={buttonClass('quiet')}>
          Follow by e-mail
        </button>
      </div>
      <Note className="mt-3">
        We write to the address once, with a link to confirm it by, and without that nothing more. The address is used
        for nothing else and erased when you stop, which every letter lets you do in one click.
      </Note>
    </form>
  );
}

/** What these letters are not. */
export function NoticesGoOn() {
  return (
    <Note>
      A customer with a data processing agreement has notice of each change that concerns it under that agreement. Those
      notices are owed to it: they come whether or not anybody follows the register, and can’t be stopped here.
    </Note>
  );
}
