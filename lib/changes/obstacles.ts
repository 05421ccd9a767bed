import { isRefusal, type Refusal, refuse } from '#lib/command/refusal.ts';
import { takesPlace } from '#lib/deadlines/zone.ts';
import { refuseDifference, refuseLive, refuseOverlaps, refuseStart } from './change.ts';
import type { Drafted, DraftedVersion } from './drafted.ts';
import { earliestStart } from './opened-windows.ts';
import type { Standing } from './standing.ts';
import { refuseUrgency } from './urgent.ts';

/** What stands in the way of publishing a draft. The fields of a change's refusals are those of the change. */
export interface Obstacles {
  /** Of the version as a whole: its note, or that it holds nothing. */
  version: Refusal[];
  /** Of each change, in its place. */
  changes: Refusal[][];
}

/** All that publishing would refuse, in the order in which it is looked at. The wizard shows it, publishing keeps to it. */
export function obstacles({ note, changes }: DraftedVersion, standing: Standing): Obstacles {
  const read = changes.flatMap((one) => (isRefusal(one) ? [] : [one]));
  const overlaps = refuseOverlaps(read.map(({ change }) => change));
  const empty = refuse('empty_draft', 'This draft holds no change. Add one, or delete the draft.');
  return {
    version: [changes.length === 0 ? empty : undefined, isRefusal(note) ? note : undefined].filter(isRefusal),
    changes: changes.map((one) =>
      isRefusal(one) ? [one] : [overlaps[read.indexOf(one)], ...ofChange(one, standing)].filter(isRefusal),
    ),
  };
}

function ofChange({ change, placed, windows }: Drafted, standing: Standing): (Refusal | undefined)[] {
  const { vendor, at } = standing;
  return [
    refuseDifference(change.kind, placed),
    refuseLive(change, standing),
    refuseUrgency(change),
    vendor
      ? refuseStart(change.plannedStartOn, earliestStart(change.urgent ? [] : windows, vendor.zone, at))
      : undefined,
    vendor && !takesPlace(change.plannedStartOn, vendor.zone) ? refuseSkippedDay() : undefined,
  ];
}

function refuseSkippedDay(): Refusal {
  const sentence = 'That day does not take place in the vendor’s time zone. Choose another.';
  return refuse('invalid_input', sentence, { fields: { plannedStartOn: sentence } });
}

/** The third countries for which the terms of a change state no transfer mechanism. */
export function withoutMechanism({ to }: Pick<Drafted['placed'], 'to'>): string[] {
  return (to?.transfers ?? []).flatMap(({ country, mechanism }) => (mechanism === 'not_stated' ? [country] : []));
}

/** A transfer without a mechanism is published only by somebody who has read that it is missing. */
export function refuseMissingMechanism({ changes }: DraftedVersion): Refusal | undefined {
  const countries = changes.flatMap((one) => (isRefusal(one) ? [] : withoutMechanism(one.placed)));
  if (countries.length === 0) return undefined;
  return refuse(
    'mechanism_missing',
    'A place outside the EEA has no transfer mechanism. State one, or tick that it is to be published all the same.',
    { facts: { countries: [...new Set(countries)].sort().join(' ') } },
  );
}

/** The first obstacle of a draft, saying which of several changes it is in; undefined: it may be published. */
export function firstObstacle(draft: DraftedVersion, standing: Standing): Refusal | undefined {
  const { version, changes } = obstacles(draft, standing);
  if (version[0]) return version[0];
  const place = changes.findIndex((refusals) => refusals.length > 0);
  const refusal = changes[place]?.[0];
  if (!refusal || changes.length === 1) return refusal;
  const one = draft.changes[place];
  const which = one && !isRefusal(one) ? `“${one.change.title}”` : `Change ${place + 1}`;
  return { ...refusal, sentence: `${which}: ${refusal.sentence}`, facts: { ...refusal.facts, change: place + 1 } };
}
