import { entry, type Typed } from '#components/ui/form-state.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { instantAt } from '#lib/deadlines/zone.ts';

/** The DPA form as the command takes it: its day and time are told by the clocks of the vendor. */
export async function dpaFields(typed: Typed): Promise<Record<string, unknown>> {
  const zone = await read(await requestOpening(), async ({ installation }) => installation.zone);
  const text = (name: string) => entry(typed, name)?.trim() || null;
  return {
    subscriberId: entry(typed, 'subscriberId'),
    reference: entry(typed, 'reference'),
    version: entry(typed, 'version'),
    executedAt: executedAt(text('executedOn'), text('executedTime') ?? '00:00', zone),
    profileId: text('profileId'),
    agreedVersion: wholeNumber(text('agreedVersion')),
  };
}

/** What is no day and time is handed on as none, for the schema to say so. */
function executedAt(day: string | null, time: string, zone: string): Instant | undefined {
  if (day === null) return undefined;
  try {
    return instantAt(parseCivilDate(day), time, zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** The profile form as the command takes it: a box that is not ticked is not sent. */
export function profileFields(typed: Typed): Record<string, unknown> {
  const text = (name: string) => entry(typed, name)?.trim() || null;
  const ticked = (name: string) => entry(typed, name) === 'yes';
  return {
    name: entry(typed, 'name'),
    length: wholeNumber(text('length')),
    unit: entry(typed, 'unit'),
    rule: entry(typed, 'rule'),
    country: text('country'),
    region: text('country') === null ? null : text('region'),
    objectionClause: entry(typed, 'objectionClause'),
    terminationClause: text('terminationClause'),
    emergencyClause: text('emergencyClause'),
    authorisation: entry(typed, 'authorisation'),
    standstill: ticked('standstill'),
    noticeRequired: ticked('noticeRequired'),
    incorporatesScc: ticked('incorporatesScc'),
  };
}

/** What is no whole number is handed on as it was typed, for the schema to say so. */
function wholeNumber(typed: string | null): number | string | null {
  return typed !== null && /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}
