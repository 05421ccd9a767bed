'use client';

import { useActionState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { RadioGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { Mono } from '#components/ui/mono.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

/** A form's state, or the password that has just been made: it is in this answer and nowhere else. */
export interface UserFormState extends FormState {
  made?: { name: string; email: string; password: string };
}

type Act = (before: UserFormState | null, form: FormData) => Promise<UserFormState | null>;

const RIGHTS = [
  { value: 'contact', label: 'Contact', hint: 'Reads, prepares and asks.' },
  { value: 'signatory', label: 'Signatory', hint: 'Also files, accepts, agrees, retracts and authorises.' },
];

function Made({ made }: { made: NonNullable<UserFormState['made']> }) {
  return (
    <Banner tone="good" title={`${made.name} can sign in now`}>
      With the address {made.email} and the password <Mono>{made.password}</Mono>. It is shown this once, since Demur
      keeps nothing that it could be read from: hand it over on another way than by e-mail to that address.
    </Banner>
  );
}

/** Somebody new who may act for a subscriber. */
export function UserForm({
  action,
  subscriber,
}: {
  action: Act;
  subscriber: { id: string; slug: string; name: string };
}) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      {state?.made ? <Made made={state.made} /> : null}
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="subscriberId" value={subscriber.id} />
      <input type="hidden" name="slug" value={subscriber.slug} />
      <TextField label="Name" name="name" defaultValue={shown(state, 'name')} error={errorOf(state, 'name')} />
      <TextField
        label="Email"
        name="email"
        type="email"
        hint="To sign in with, and for letters."
        defaultValue={shown(state, 'email')}
        error={errorOf(state, 'email')}
      />
      <RadioGroup
        label="Right"
        name="right"
        hint={`Who gave it and when is on the record, and ${subscriber.name} sees it.`}
        options={RIGHTS}
        chosen={shown(state, 'right', 'contact')}
        error={errorOf(state, 'membership.right')}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Adding…">Add user</SubmitButton>
        <TextLink href={`/desk/subscribers/${subscriber.slug}`}>Back to {subscriber.name}</TextLink>
      </ButtonRow>
    </form>
  );
}

type Member = { userId: string; membershipId: string; name: string; right: string };

/** Another name or right of somebody who may act for a subscriber. */
export function MemberForm({
  action,
  subscriber,
  member,
}: {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  subscriber: { id: string; slug: string };
  member: Member;
}) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="subscriberId" value={subscriber.id} />
      <input type="hidden" name="slug" value={subscriber.slug} />
      <input type="hidden" name="userId" value={member.userId} />
      <TextField
        label="Name"
        name="name"
        defaultValue={shown(state, 'name', member.name)}
        error={errorOf(state, 'name')}
      />
      <RadioGroup
        label="Right"
        name="right"
        hint="Another right counts from the next click of theirs. The former one stays on the record."
        options={RIGHTS}
        chosen={shown(state, 'right', member.right)}
        error={errorOf(state, 'right')}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save changes</SubmitButton>
        <TextLink href={`/desk/subscribers/${subscriber.slug}`}>Leave it as it is</TextLink>
      </ButtonRow>
    </form>
  );
}

/** A new password in the place of one that is lost. */
export function PasswordForm({ action, member }: { action: Act; member: Member }) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send}>
      {state?.made ? <Made made={state.made} /> : null}
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="userId" value={member.userId} />
      <SubmitButton look="quiet" pendingLabel="Making one…">
        Make a new password
      </SubmitButton>
    </form>
  );
}
