import type { Authorisation } from '#lib/authorisations/authorisation.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';

/** What a notice on the terms in force says for the subscriber already, the strictest where there are several. */
export interface Judged extends Authorisation {
  /** Somebody of the subscriber has recorded "no objection". */
  accepted: boolean;
  noticeId: string;
  reference: string;
}

/** Terms in force of a service-specific sub-processor behind a service. */
export interface Behind {
  termsId: string;
  subprocessor: string;
  /** Null: nothing is decided about them yet, so they are for the signatory to authorise. */
  judged: Judged | null;
}

/** A service as a subscriber stands to it. */
export interface Offered {
  serviceId: string;
  name: string;
  core: boolean;
  used: boolean;
  hasDpa: boolean;
  behind: readonly Behind[];
  /** Published changes behind the service that have not started and gave the subscriber no notice yet. */
  toCome: readonly { changeId: string; title: string }[];
}

/** What was ticked, what was shown when it was ticked, and by what names that went. */
export interface Ticked {
  termsIds: readonly string[];
  shownTermsIds: readonly string[];
  changeIds: readonly string[];
  shownChangeIds: readonly string[];
  /** Of ids that were shown: the company's name, the change's title. */
  names: ReadonlyMap<string, string>;
}

/** Those about which a notice has said nothing yet. */
export const toAuthorise = <B extends Behind>(behind: readonly B[]): B[] =>
  behind.filter(({ judged }) => judged === null);

/** A notice on terms in force stands in the way unless they are authorised by it, or about to be. */
export function standsInTheWay({ judged }: Behind): boolean {
  if (judged === null || judged.state === 'authorised') return false;
  return !(judged.state === 'pending' && judged.accepted);
}

/** Whether a service can be taken up at all, whatever is ticked. */
export function refuseOffer({ name, core, used, hasDpa, behind }: Offered): Refusal | undefined {
  if (core) return refuse('already_done', 'A core service is used by every subscriber already.');
  if (used) return refuse('already_done', `Your organisation uses ${name} already.`);
  if (!hasDpa)
    return refuse(
      'no_executed_dpa',
      'Your organisation has no executed DPA, so there is nothing under which a sub-processor could be authorised. Write to the vendor about one first.',
    );
  const decided = behind.filter(standsInTheWay);
  if (decided.length > 0)
    return refuse(
      'authorisation_missing',
      `${name} can’t be taken up while your own case about ${listed(decided)} stands against it. Look at ${decided.map(({ judged }) => judged?.reference).join(', ')} first.`,
    );
  return undefined;
}

/** No authorisation of all, no activation; and nothing is authorised that was not shown. */
export function refuseTakingUp(offered: Offered, ticked: Ticked): Refusal | undefined {
  const refusal = refuseOffer(offered) ?? refuseMoved(offered, ticked);
  if (refusal) return refusal;
  const missing = toAuthorise(offered.behind).filter(({ termsId }) => !ticked.termsIds.includes(termsId));
  if (missing.length === 0) return undefined;
  const sentence = `${offered.name} is not activated without an authorisation of every sub-processor behind it. Missing: ${listed(missing)}.`;
  return refuse('authorisation_missing', sentence, { fields: { termsIds: sentence } });
}

/** What is behind the service now must be what the page showed. */
function refuseMoved(offered: Offered, { shownTermsIds, shownChangeIds, names }: Ticked): Refusal | undefined {
  const now = new Map([
    ...toAuthorise(offered.behind).map(({ termsId, subprocessor }): [string, string] => [termsId, subprocessor]),
    ...offered.toCome.map(({ changeId, title }): [string, string] => [changeId, `the change “${title}”`]),
  ]);
  const shown = [...shownTermsIds, ...shownChangeIds];
  const arrived = [...now].filter(([id]) => !shown.includes(id)).map(([, name]) => name);
  const gone = shown.filter((id) => !now.has(id)).map((id) => names.get(id) ?? 'something no longer there');
  if (arrived.length === 0 && gone.length === 0) return undefined;
  const moved = [
    ...(arrived.length > 0 ? [`new since: ${arrived.join(', ')}`] : []),
    ...(gone.length > 0 ? [`no longer as shown: ${gone.join(', ')}`] : []),
  ];
  return refuse(
    'register_moved',
    `What is behind ${offered.name} has changed since this page was loaded (${moved.join('; ')}). Load the page again and read it as it now stands.`,
  );
}

const listed = (behind: readonly Behind[]) => behind.map(({ subprocessor }) => subprocessor).join(', ');
