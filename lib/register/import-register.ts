import { inArray } from 'drizzle-orm';
import { services } from '#db/schema/parties.ts';
import { subprocessors, terms, termsServices } from '#db/schema/register.ts';
import { userOf } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { type RegisterFile, registerFile } from './inputs.ts';
import { insertVersion, latestVersion } from './policy-version.ts';
import { lockPublication } from './publication.ts';
import { type Snapshot, snapshotOf } from './register.ts';

interface State {
  latest: number;
  /** By slug. */
  serviceIds: Map<string, string>;
}

interface Imported extends Decided {
  versionId: string;
  snapshot: Snapshot;
  newServices: (typeof services.$inferInsert)[];
  companies: (typeof subprocessors.$inferInsert & { id: string })[];
  terms: (typeof terms.$inferInsert & { id: string })[];
  served: { termsId: string; serviceId: string }[];
}

/** The first register, from a file: policy version 1. It opens no window, since it proposes nothing: it is what stands. */
export const importRegister: Command<RegisterFile, State, Imported, { versionId: string; number: number }> = {
  name: 'import-register',
  input: registerFile,
  async lock(tx) {
    await lockPublication(tx);
    return true;
  },
  async load(tx, file) {
    const named = [
      ...file.services,
      ...file.subprocessors.flatMap(({ terms: { services: slugs } }) => slugs.map((slug) => ({ slug }))),
    ];
    const known = await tx
      .select({ id: services.id, slug: services.slug })
      .from(services)
      .where(inArray(services.slug, ['', ...named.map(({ slug }) => slug)]));
    return { latest: await latestVersion(tx), serviceIds: new Map(known.map(({ id, slug }) => [slug, id])) };
  },
  decide({ latest, serviceIds: known }, file, { now }) {
    if (latest > 0)
      return refuse(
        'already_done',
        `The register is at policy version ${latest}. A file can only be the first one: publish changes from here on.`,
      );
    const newServices = file.services
      .filter(({ slug }) => !known.has(slug))
      .map((service) => ({ id: newId(), ...service }));
    const serviceIds = new Map([...known, ...newServices.map(({ id, slug }) => [slug, id] as const)]);
    const unknown = refuseUnknownServices(file, serviceIds);
    if (unknown) return unknown;

    const versionId = newId();
    const entries = file.subprocessors.map(({ terms: said, ...company }) => ({
      subprocessorId: newId(),
      termsId: newId(),
      company,
      terms: said,
    }));
    const served = entries.flatMap(({ termsId, terms: { services: slugs } }) =>
      slugs.flatMap((slug) => {
        const serviceId = serviceIds.get(slug);
        return serviceId ? [{ termsId, serviceId }] : [];
      }),
    );
    const snapshot = snapshotOf({ number: 1, publishedAt: now, note: file.note }, entries, []);
    return {
      versionId,
      snapshot,
      newServices,
      companies: entries.map(({ subprocessorId, company }) => ({ id: subprocessorId, ...company })),
      terms: entries.map(({ termsId, subprocessorId, terms: { services: _, ...said } }) => ({
        ...{ id: termsId, subprocessorId, baselineVersionId: versionId },
        ...said,
      })),
      served,
      events: [
        {
          type: 'policy.imported',
          caseId: null,
          subscriberId: null,
          facts: { number: 1, served },
          rows: [
            { table: 'policy_versions', id: versionId },
            ...newServices.map(({ id }) => ({ table: 'services', id })),
            ...entries.flatMap(({ subprocessorId, termsId }) => [
              { table: 'subprocessors', id: subprocessorId },
              { table: 'terms', id: termsId },
            ]),
          ],
        },
      ],
    };
  },
  async save(tx, imported, { now, actor }) {
    await insertVersion(tx, {
      id: imported.versionId,
      publishedAt: now,
      publishedBy: userOf(actor),
      snapshot: imported.snapshot,
    });
    if (imported.newServices.length > 0) await tx.insert(services).values(imported.newServices);
    await tx.insert(subprocessors).values(imported.companies);
    await tx.insert(terms).values(imported.terms);
    if (imported.served.length > 0) await tx.insert(termsServices).values(imported.served);
  },
  result: ({ versionId }) => ({ versionId, number: 1 }),
};

function refuseUnknownServices(file: RegisterFile, known: ReadonlyMap<string, string>): Refusal | undefined {
  const fields: Record<string, string> = {};
  file.subprocessors.forEach(({ terms: { services: slugs } }, index) => {
    slugs.forEach((slug, place) => {
      if (!known.has(slug))
        fields[`subprocessors.${index}.terms.services.${place}`] =
          `There is no service “${slug}”: list it under services.`;
    });
  });
  const first = Object.values(fields)[0];
  return first === undefined ? undefined : refuse('invalid_input', first, { fields });
}
