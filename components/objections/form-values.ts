import { entry, rowNumbers, type Typed } from '#components/ui/form-state.ts';
import { type ActingAs, actingAs, type GroundCategory, groundCategories } from '#db/schema/vocabulary.ts';
import type { DraftContent } from '#lib/objections/inputs.ts';

/** Everything that the form holds, whether or not it can be filed yet: what the schema of form and command is given. */
export type FormValues = {
  noticeId: string;
  idempotencyKey: string;
  groundCategories: GroundCategory[];
  groundsText: string;
  requestedActions: string[];
  dataCategories: string[];
  serviceIds: string[];
  fileIds: string[];
  filerName: string;
  capacity: string;
  /** Null: not stated. */
  actingAs: ActingAs | null;
  onBehalfOf: string;
  declaration: boolean;
};

/** What a draft holds, in a form. The declaration is each filer's own: it is never kept. */
export function valuesOfDraft(
  draft: Partial<DraftContent>,
  { noticeId, idempotencyKey, fileIds }: Pick<FormValues, 'noticeId' | 'idempotencyKey' | 'fileIds'>,
): FormValues {
  return {
    noticeId,
    idempotencyKey: draft.idempotencyKey ?? idempotencyKey,
    groundCategories: draft.groundCategories ?? [],
    groundsText: draft.groundsText ?? '',
    requestedActions: draft.requestedActions && draft.requestedActions.length > 0 ? draft.requestedActions : [''],
    dataCategories: draft.dataCategories ?? [],
    serviceIds: draft.serviceIds ?? [],
    fileIds,
    filerName: draft.filerName ?? '',
    capacity: draft.capacity ?? '',
    actingAs: draft.actingAs ?? null,
    onBehalfOf: draft.onBehalfOf ?? '',
    declaration: false,
  };
}

/** What the form sent, read alike whether a script sent it or the browser by itself. */
export function valuesTyped(typed: Typed): FormValues {
  const one = (name: string) => entry(typed, name) ?? '';
  const all = (name: string) => [...(typed[name] ?? [])];
  return {
    noticeId: one('noticeId'),
    idempotencyKey: one('idempotencyKey'),
    groundCategories: groundCategories.filter((word) => typed.groundCategories?.includes(word)),
    groundsText: one('groundsText'),
    requestedActions: rowNumbers(typed, 'requestedActions').map((number) => one(`requestedActions.${number}`)),
    dataCategories: all('dataCategories'),
    serviceIds: all('serviceIds'),
    fileIds: all('fileIds'),
    filerName: one('filerName'),
    capacity: one('capacity'),
    actingAs: actingAs.find((word) => word === one('actingAs')) ?? null,
    onBehalfOf: one('onBehalfOf'),
    declaration: entry(typed, 'declaration') !== undefined,
  };
}

/** The form's controls again, for a step that shows them no more and sends them on. */
export function controlsOf(values: FormValues): [name: string, value: string][] {
  const { groundCategories, requestedActions, dataCategories, serviceIds, fileIds, declaration, ...texts } = values;
  return [
    ...Object.entries(texts).map(([name, text]): [string, string] => [name, text ?? '']),
    ...groundCategories.map((word): [string, string] => ['groundCategories', word]),
    ...requestedActions.map((text, index): [string, string] => [`requestedActions.${index}`, text]),
    ...dataCategories.map((name): [string, string] => ['dataCategories', name]),
    ...serviceIds.map((id): [string, string] => ['serviceIds', id]),
    ...fileIds.map((id): [string, string] => ['fileIds', id]),
    ...(declaration ? [['declaration', 'on'] satisfies [string, string]] : []),
  ];
}

/** What is kept of it as a draft. */
export function draftOf(values: FormValues): Record<keyof DraftContent, unknown> {
  const { noticeId: _notice, fileIds: _files, declaration: _declared, ...content } = values;
  return { ...content, actingAs: values.actingAs ?? undefined };
}

/** A form with one more row for a requested action. */
export function withAnotherAction(values: FormValues): FormValues {
  return { ...values, requestedActions: [...values.requestedActions, ''] };
}
