import { newId } from '#lib/command/new-id.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { fileObjection } from '#lib/objections/file-objection.ts';
import type { FiledReceipt } from '#lib/objections/filing-ground.ts';
import type { ObjectionFields } from '#lib/objections/inputs.ts';
import { saveDraft } from '#lib/objections/save-draft.ts';
import { type StoredFile, storeUpload } from '#lib/objections/store-upload.ts';
import { accepted, by, done, instantOf, type When, type World } from './world.ts';

/** Whose notice it is: the case, and a user of its subscriber. */
export interface Case {
  noticeId: string;
  /** A signatory of the subscriber, where the verb needs one. */
  userId: string;
}

export interface ObjectionOptions extends When, Case, Omit<Partial<ObjectionFields>, 'noticeId'> {
  /** Uploaded first, by the same user. */
  files?: FileOptions[];
}

export interface FileOptions {
  name?: string;
  content?: string | Buffer;
}

/** An objection filed in Demur; an hour ago, with one ground and nothing asked for, unless given. */
export async function objection(world: World, options: ObjectionOptions): Promise<FiledReceipt> {
  const { at, daysAgo, userId, files = [], ...fields } = options;
  const opening = by(world, userId, instantOf(world, { at, daysAgo }, 1 / 24));
  const stored: StoredFile[] = [];
  for (const file of files) stored.push(await upload(opening, options.noticeId, file));
  const fileIds = [...(fields.fileIds ?? []), ...stored.map(({ fileId }) => fileId)];
  return done(fileObjection, opening, { ...objectionFields(fields), fileIds });
}

/** What the form would send, complete. */
export function objectionFields(fields: Partial<ObjectionFields> & { noticeId: string }): ObjectionFields {
  return {
    idempotencyKey: newId(),
    groundCategories: ['third_country_transfer'],
    groundsText: 'Our supervisory authority does not allow these data to leave the European Union.',
    filerName: 'Marta Quintero',
    capacity: 'Data protection officer',
    declaration: true,
    ...fields,
  };
}

/** A file attached to the draft on a notice; a small text unless given. */
export async function attachment(world: World, options: When & Case & FileOptions): Promise<StoredFile> {
  return upload(by(world, options.userId, instantOf(world, options, 1 / 24)), options.noticeId, options);
}

async function upload(opening: ReturnType<typeof by>, noticeId: string, file: FileOptions): Promise<StoredFile> {
  const { name = 'assessment.txt', content = 'Our transfer impact assessment, in short: no.' } = file;
  const bytes = Buffer.from(content);
  return accepted(
    await storeUpload(opening, { noticeId, name, length: bytes.length, body: new Blob([bytes]).stream() }),
  );
}

/** What somebody has typed so far. */
export async function draft(world: World, options: When & Case & { content?: Record<string, unknown> }): Promise<void> {
  const { noticeId, userId, content = { groundsText: 'Still to be discussed with our authority' } } = options;
  accepted(await keep(saveDraft, by(world, userId, instantOf(world, options, 1 / 24)), { noticeId, content }));
}
