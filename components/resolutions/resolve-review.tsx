import { useEffect, useRef } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonRow } from '#components/ui/button.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { entry } from '#components/ui/form-state.ts';
import { Prose } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { counted } from '#lib/changes/words.ts';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { Carried } from './carried.tsx';
import { OPTION_NAME } from './decision-facts.ts';
import type { DecisionState, ResolveFormProps } from './decision-form.ts';

/** The decision as it will stand, and everything that follows from it. Until "Resolve" nothing has happened. */
export function ResolveReview(props: ResolveFormProps & { state: DecisionState }) {
  const { state, subscriberName, unassessed } = props;
  const { typed, consequences, proposes } = state;
  const heading = useRef<HTMLHeadingElement>(null);
  // the form has made way for it: whoever reads by ear or keyboard goes on here
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="rounded-lg border border-accent bg-sheet px-4 py-4.5 ring-1 ring-accent sm:px-6 sm:py-5">
      <Carried typed={typed} but={['objectionId', 'reference', 'supersedes', 'step']} />
      <h2 className="text-lg" ref={heading} tabIndex={-1}>
        {proposes ? `What you propose to ${subscriberName}` : 'Your decision, as it will stand'}
      </h2>
      <div className="mt-3">
        <DefinitionTable rows={rowsOf(props)} />
      </div>
      <h3 className="mt-6 text-md">What follows</h3>
      <ul className="mt-2 list-disc space-y-1.5 pl-5 marker:text-ink-3">
        {consequences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {unassessed > 0 ? (
        <Banner tone="warn">
          {counted(unassessed, 'ground is', 'grounds are')} not assessed yet. That stands in the way of nothing.
        </Banner>
      ) : null}
      <ButtonRow>
        <SubmitButton name="step" value="resolve" pendingLabel={proposes ? 'Sending…' : 'Resolving…'}>
          {proposes ? 'Send the proposal' : 'Resolve'}
        </SubmitButton>
        <SubmitButton look="quiet" name="step" value="edit">
          Change it
        </SubmitButton>
      </ButtonRow>
    </div>
  );
}

function rowsOf({
  state,
  cards,
  requestedActions,
  services,
  subscriberName,
}: ResolveFormProps & { state: DecisionState }) {
  const { typed } = state;
  const said = (name: string) => entry(typed, name)?.trim() || null;
  const day = (name: string) => {
    const typedDay = said(name);
    return typedDay ? dayInWords(parseCivilDate(typedDay)) : null;
  };
  const option = cards.find((card) => card.option === said('option'));
  const chosen = { label: 'Option', value: option ? OPTION_NAME[option.option] : null };
  const reasons = { label: 'Your reasons', value: <Prose>{said('reasons') ?? ''}</Prose> };
  switch (option?.option) {
    case 'cease':
      return [
        chosen,
        { label: 'For whom', value: said('ceaseScope') === 'everyone' ? 'Everyone' : subscriberName },
        { label: 'Ceases on', value: day('ceaseOn') },
        { label: 'Data already there', value: said('dataPlan') },
        {
          label: 'Why the change is withdrawn',
          value: said('ceaseScope') === 'everyone' ? said('withdrawalReason') : null,
        },
        reasons,
      ];
    case 'corrective_action':
      return [
        chosen,
        ...requestedActions.map(({ number, text }, index) => ({
          label: `Action ${number}`,
          value: (
            <>
              {text}
              <span className="block text-ink-2 text-sm">
                {said(`actions.${index}.owner`)}, by {day(`actions.${index}.dueOn`)}
              </span>
            </>
          ),
        })),
        reasons,
      ];
    default:
      return [
        chosen,
        {
          label: 'Services withdrawn',
          value: services
            .filter(({ id }) => typed.serviceIds?.includes(id))
            .map(({ name }) => name)
            .join(', '),
        },
        {
          label: 'By whose word',
          value: said('withdrawalBasis') === 'subscriber_agrees' ? `${subscriberName} agrees` : 'Our decision',
        },
        {
          label: 'For how long',
          value: said('withdrawalDuration') === 'temporary' ? `Until the end of ${day('untilDay')}` : 'For good',
        },
        { label: 'Core service', value: said('coreConditions') },
        { label: 'Answer by', value: state.proposes ? day('answerByDay') : null },
        reasons,
      ];
  }
}
