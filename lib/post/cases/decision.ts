import { sql } from 'drizzle-orm';
import type { ceaseScopes, Language, ResolutionOption, withdrawalBases } from '#db/schema/vocabulary.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { decisions as en } from '#lib/i18n/en/decisions.ts';
import { decisions as es } from '#lib/i18n/es/decisions.ts';
import { listedIn } from '#lib/i18n/lists.ts';
import type { Writer } from '../writer.ts';
import type { Block, Letterhead } from '../written.ts';
import {
  type CaseFacts,
  caseRows,
  earliestStart,
  holdOnlyWarns,
  objectionLink,
  paragraph,
  readCases,
  rightsUntouched,
} from './case.ts';

interface Decision extends CaseFacts {
  objectionReference: string;
  option: ResolutionOption;
  reasons: string;
  resolvedAt: Instant;
  /** When the decision was taken that this one replaces. */
  replaced: Instant | null;
  /** When the subscriber accepted the proposal that this is. */
  acceptedAt: Instant | null;
  ceaseScope: (typeof ceaseScopes)[number] | null;
  ceaseOn: CivilDate | null;
  dataPlan: string | null;
  services: string[];
  basis: (typeof withdrawalBases)[number] | null;
  untilDay: CivilDate | null;
  conditions: string | null;
  actions: { number: number; text: string; owner: string; dueOn: CivilDate }[];
}

const says = catalogue(en, es);

/** The vendor's decision on an objection, with its reasons and what follows from it. */
export const decisionLetter: Writer<Decision> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`(select jsonb_build_object('objectionReference', o.reference, 'option', r.option, 'reasons', r.reasons,
        'resolvedAt', demur.iso(r.resolved_at),
        'replaced', (select demur.iso(e.resolved_at) from demur.resolutions e where e.id = r.supersedes),
        'acceptedAt', (select demur.iso(q.answered_at) from demur.proposals q where q.id = r.proposal_id),
        'ceaseScope', r.cease_scope, 'ceaseOn', r.cease_on, 'dataPlan', r.data_plan,
        'services', (select coalesce(jsonb_agg(s.name order by s.name), '[]') from demur.services s where s.id = any (r.service_ids)),
        'basis', r.withdrawal_basis, 'untilDay', r.until_day, 'conditions', r.core_conditions,
        'actions', (select coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'text', a.text, 'owner', a.owner, 'dueOn', a.due_on)
          order by a.number), '[]') from demur.corrective_actions a where a.resolution_id = r.id))
        from demur.resolutions r join demur.objections o on o.id = r.objection_id where r.id = (l.about ->> 'resolutions')::uuid)`,
    ),
  write(facts, language, head) {
    const say = says(language);
    const dates = datesIn[language];
    const { objectionReference: reference, replaced, acceptedAt, conditions, dataPlan } = facts;
    const { zone, vendorName: by } = head;
    return {
      subject: say('decisionSubject', { reference }),
      blocks: [
        paragraph(lede(facts, language, head)),
        ...(replaced ? [paragraph(say('replacesDecision', { instant: dates.instant(replaced, zone) }))] : []),
        ...(acceptedAt ? [paragraph(say('asProposed', { instant: dates.instant(acceptedAt, zone) }))] : []),
        ...effect(facts, language, head),
        ...(facts.actions.length > 0 ? actions(facts, language) : []),
        { is: 'rows', rows: terms(facts, language, head) },
        ...(dataPlan ? quoted(say('dataPlan'), dataPlan, by) : []),
        ...(conditions ? quoted(say('conditions'), conditions, by) : []),
        ...quoted(say('reasons'), facts.reasons, by),
        paragraph(rightsUntouched(facts, language)),
        paragraph(say('disagree')),
        objectionLink(reference, language),
        caseRows(facts, language),
      ],
    };
  },
};

const quoted = (heading: string, text: string, by: string): Block[] => [
  { is: 'heading', text: heading },
  { is: 'quote', text, by },
];

function lede(facts: Decision, language: Language, { zone, vendorName: vendor }: Letterhead): string {
  const say = says(language);
  const { subprocessorName: subprocessor } = facts;
  switch (facts.option) {
    case 'cease':
      return say(facts.ceaseScope === 'everyone' ? 'ceaseEveryone' : 'cease', { subprocessor });
    case 'corrective_action': {
      const last = facts.actions.map(({ dueOn }) => dueOn).reduce((one, other) => (one > other ? one : other));
      return say('corrective', { vendor, day: datesIn[language].day(last), city: datesIn[language].city(zone) });
    }
    case 'feature_withdrawal':
      return say('withdrawal', { services: listedIn(language, facts.services) });
  }
}

/** What stands from this instant on. */
function effect(facts: Decision, language: Language, { zone }: Letterhead): Block[] {
  const say = says(language);
  const { subprocessorName: subprocessor, untilDay } = facts;
  switch (facts.option) {
    case 'cease':
      return [paragraph(`${say('ceaseEffect')} ${whatGoesOn(facts, language)}`), paragraph(say('statementFollows'))];
    case 'corrective_action':
      return [
        paragraph(say('correctiveEffect', { subprocessor, day: earliestStart(facts, language, zone) })),
        ...holdOnlyWarns(facts, language),
        paragraph(say('correctiveDispute')),
      ];
    case 'feature_withdrawal': {
      const services = listedIn(language, facts.services);
      const [day, city] = [untilDay && datesIn[language].day(untilDay), datesIn[language].city(zone)];
      const howLong = day
        ? say('withdrawalTemporary', { services, day, city })
        : say('withdrawalPermanent', { services });
      return [paragraph(`${howLong} ${say('withdrawalTerms', { subprocessor })}`)];
    }
  }
}

function whatGoesOn({ changeKind, formerName }: Decision, language: Language): string {
  const say = says(language);
  if (changeKind === 'addition') return say('notForYourData');
  return formerName ? say('formerStays', { former: formerName }) : say('earlierTermsGoOn');
}

function actions(facts: Decision, language: Language): Block[] {
  const say = says(language);
  const rows = facts.actions.map(({ number, text, owner, dueOn }) => ({
    label: say('action', { number }),
    value: say('actionLine', { text, owner, day: datesIn[language].day(dueOn) }),
  }));
  return [
    { is: 'heading', text: say('actions') },
    { is: 'rows', rows },
  ];
}

const optionNamed = {
  cease: 'optionCease',
  corrective_action: 'optionCorrective',
  feature_withdrawal: 'optionWithdrawal',
} as const satisfies Record<ResolutionOption, string>;

type Row = Extract<Block, { is: 'rows' }>['rows'][number];

function terms(facts: Decision, language: Language, { zone, vendorName: vendor }: Letterhead): Row[] {
  const say = says(language);
  const dates = datesIn[language];
  const { option, ceaseScope, ceaseOn, services, basis, untilDay } = facts;
  const rows: [label: string, value: string | null][] = [
    [say('decided'), dates.instant(facts.resolvedAt, zone)],
    [say('option'), say(optionNamed[option])],
    [say('scope'), ceaseScope && say(ceaseScope === 'everyone' ? 'scopeAll' : 'scopeOne')],
    [say('ceasesOn'), ceaseOn && dates.day(ceaseOn)],
    [say('services'), services.length > 0 ? listedIn(language, services) : null],
    [say('until'), option === 'feature_withdrawal' ? (untilDay ? dates.day(untilDay) : say('forGood')) : null],
    [say('basis'), basis && (basis === 'vendor_ceases' ? say('basisVendor', { vendor }) : say('basisAgreed'))],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}
