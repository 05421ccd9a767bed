import { entry, rowNumbers, type Typed } from '#components/ui/form-state.ts';
import { type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { instantAt } from '#lib/deadlines/zone.ts';

/** What the form sent, as the command reads it; the stated instant apart. */
export function recordedFrom(typed: Typed, receivedAt: Instant): Record<string, unknown> {
  const orNull = (name: string) => entry(typed, name)?.trim() || null;
  const [reason, dataAlreadySent] = [orNull('admission.reason'), orNull('admission.dataAlreadySent')];
  return {
    noticeId: entry(typed, 'noticeId'),
    idempotencyKey: entry(typed, 'idempotencyKey'),
    channel: entry(typed, 'channel'),
    receivedAt,
    original: entry(typed, 'original') ?? null,
    fileIds: [...(typed.fileIds ?? [])],
    groundCategories: [...(typed.groundCategories ?? [])],
    groundsText: entry(typed, 'groundsText') ?? '',
    filerName: entry(typed, 'filerName') ?? '',
    capacity: orNull('capacity'),
    actingAs: orNull('actingAs'),
    onBehalfOf: orNull('onBehalfOf'),
    dataCategories: [...(typed.dataCategories ?? [])],
    serviceIds: [...(typed.serviceIds ?? [])],
    requestedActions: rowNumbers(typed, 'requestedActions').map(
      (number) => entry(typed, `requestedActions.${number}`) ?? '',
    ),
    admission: reason || dataAlreadySent ? { reason: reason ?? '', dataAlreadySent: dataAlreadySent ?? '' } : null,
  };
}

/** The instant that a day and a time state, by the clocks of `zone`; else what is wrong with them. */
export function statedInstant(typed: Typed, zone: string): { instant: Instant } | { wrong: string } {
  const [day, time] = [entry(typed, 'receivedOn') ?? '', entry(typed, 'receivedTime') ?? ''];
  if (!day || !time) return { wrong: 'State the day and the time at which it came.' };
  try {
    return { instant: instantAt(parseCivilDate(day), time, zone) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { wrong: 'This is no day and time. Write them as the fields show.' };
  }
}

/** The law speaks to whoever files; here somebody records what another wrote. */
export function inTheirName(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, sentence]) => [
      field,
      sentence.replace('The description of your grounds', 'The description of the grounds').replace(/^Your /, 'Their '),
    ]),
  );
}
