import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type Comparison, compare, fileOf, servicesRemark, type WrittenRegister } from './import.ts';
import type { KeptFile } from './inputs.ts';
import { rereadRegister, whereIn } from './read-register.ts';
import { standingRegister } from './standing-register.ts';

/** A file that was sent, with what it would change. */
export interface ImportShown {
  name: string;
  /** Lower-case hex, of the file as it came. */
  sha256: string;
  uploadedAt: Instant;
  content: KeptFile['content'];
  /** The number of the latest policy version; 0: this file would be the first. */
  latest: number;
  /** Of the version, as the file has it. */
  note: string;
  /** Null where the file can't be read. */
  comparison: Comparison | null;
}

/** In two statements. Undefined: there is no such file, or not any more. */
export async function importShown({ tx }: { tx: Transaction }, uploadId: string): Promise<ImportShown | undefined> {
  const { rows } = await tx.execute<
    Pick<ImportShown, 'name' | 'sha256' | 'uploadedAt' | 'content'> & Record<string, unknown>
  >(sql`
    select name, encode(sha256, 'hex') as sha256, demur.iso(uploaded_at) as "uploadedAt", content
    from demur.register_uploads where id = ${uploadId}`);
  const [upload] = rows;
  if (!upload) return undefined;
  const standing = await standingRegister(tx, null);
  const { latest } = standing;
  const { file } = rereadRegister(upload.content.file);
  // the first register brings its services along
  const services =
    latest === 0 && file
      ? new Set([...standing.services, ...file.services.map(({ slug }) => slug)])
      : standing.services;
  const where = (index: number, field: string) => whereIn(upload.content.lines, index, field);
  const remark = latest > 0 && file ? servicesRemark(file, standing.services) : null;
  return {
    ...upload,
    content: { ...upload.content, remarks: [...upload.content.remarks, ...(remark ? [remark] : [])] },
    latest,
    note: file?.note ?? '',
    comparison: file && compare(file, { known: standing.known, services }, where),
  };
}

/** What was read of a file that was kept. Undefined: there is no such file, or not any more. */
export async function keptFile({ tx }: { tx: Transaction }, uploadId: string): Promise<unknown> {
  const { rows } = await tx.execute<{ file: unknown }>(
    sql`select content -> 'file' as file from demur.register_uploads where id = ${uploadId}`,
  );
  return rows[0]?.file;
}

/** The register in force as a file, in one statement; null before the first. */
export async function writtenRegister({ tx }: { tx: Transaction }): Promise<WrittenRegister | null> {
  const { latest, known, serviceNames, coreSlugs } = await standingRegister(tx, null);
  if (latest === 0) return null;
  const services = [...serviceNames].map(([slug, name]) => ({ slug, name, core: coreSlugs.includes(slug) }));
  return fileOf(`The register as it stands at policy version ${latest}.`, known, services);
}
