import type pg from 'pg';
import { asOwner, transaction } from '#db/transaction.ts';
import { clock } from '#lib/command/command.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { configureVendor } from '#lib/parties/configure-vendor.ts';
import { recordProfile } from '#lib/parties/record-profile.ts';
import { recordUser } from '#lib/parties/record-user.ts';
import { importRegister } from '#lib/register/import-register.ts';
import referenceRegister from '#lib/register/reference-register.json' with { type: 'json' };
import { byOwner, daysBefore, done, newMark, type World } from './world.ts';

/** Long before anything that a scenario lets happen. */
const FOUNDED = 1000;

export interface Foundation {
  /** From when days ago are counted; the database's clock unless given. */
  now?: Instant;
  vendor?: { legalName?: string; privacyContact?: string; zone?: string; country?: string; region?: string | null };
  admin?: { email?: string; name?: string; passwordHash?: string | null };
  legal?: { email?: string; name?: string; passwordHash?: string | null };
  demo?: boolean;
}

/**
 * The vendor, the register of the reference policy as version 1, a profile with the policy's terms, a privacy admin and
 * legal. On a database that has a vendor only the people and the profile are new.
 */
export async function found(pool: pg.Pool, foundation: Foundation = {}): Promise<World> {
  const now = foundation.now ?? (await transaction(asOwner(pool), (tx) => clock(tx)));
  const mark = newMark();
  const opening = byOwner({ pool }, daysBefore(now, FOUNDED));
  const founded = await transaction(asOwner(pool), async (tx) => {
    const { rows } = await tx.execute<{ vendor: boolean; register: boolean }>(
      `select exists (select from demur.vendor) as vendor, exists (select from demur.policy_versions) as register`,
    );
    return rows[0];
  });
  if (!founded?.vendor) {
    const who = { legalName: 'Tramontana Learning, S.L.', privacyContact: 'privacy@vendor.example' };
    const where = { zone: 'Europe/Madrid', country: 'ES', region: 'MD' };
    await done(configureVendor, opening, { ...who, ...where, ...foundation.vendor, demo: foundation.demo ?? false });
  }
  if (!founded?.register) await done(importRegister, opening, referenceRegister);

  const person = (email: string, name: string, given: Foundation['admin']) => ({ email, name, ...given });
  const { userId: adminId } = await done(recordUser, opening, {
    ...person(`admin-${mark}@vendor.example`, 'Inés Robles', foundation.admin),
    vendorRole: 'privacy_admin',
  });
  const { userId: legalId } = await done(recordUser, opening, {
    ...person(`legal-${mark}@vendor.example`, 'Tomás Aguirre', foundation.legal),
    vendorRole: 'legal',
  });
  const { profileId } = await done(recordProfile, opening, {
    name: `Standard DPA ${mark}`,
    length: 30,
    objectionClause: 'clause 6.3',
    terminationClause: 'clause 12',
  });
  return { pool, now, mark, adminId, legalId, profileId };
}
