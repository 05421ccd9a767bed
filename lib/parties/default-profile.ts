import { and, eq, isNull, sql } from 'drizzle-orm';
import { dpaProfiles, vendor } from '#db/schema/parties.ts';
import type { Transaction } from '#db/transaction.ts';
import { newId } from '#lib/command/new-id.ts';

type Profile = typeof dpaProfiles.$inferSelect;

/** What the policy says where a DPA says nothing else; the length is a setting. */
export const POLICY_TERMS = {
  unit: 'calendar',
  rule: 'eu-1182-71',
  country: null,
  region: null,
  objectionClause: 'section 5 of the policy',
  terminationClause: null,
  emergencyClause: null,
  authorisation: 'general',
  noticeRequired: false,
  standstill: true,
  incorporatesScc: false,
} as const satisfies Omit<Profile, 'id' | 'name' | 'length'>;

/** "Policy terms, 30 days" */
export const policyProfileName = (length: number): string => `Policy terms, ${length} days`;

/**
 * The profile of a DPA that names none: the policy's terms with the window that the settings name. A profile never
 * changes, so another setting is another profile, and those who have the former one keep it. `isNew`: not yet recorded.
 */
export async function defaultProfile(tx: Transaction): Promise<{ profile: Profile; isNew: boolean }> {
  const [settings] = await tx.select({ length: vendor.defaultLength }).from(vendor);
  const length = settings?.length ?? 30;
  const { unit, rule, objectionClause, authorisation, noticeRequired, standstill, incorporatesScc } = POLICY_TERMS;
  // one at a time, so that two that come first do not both record it
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${policyProfileName(length)}, 0))`);
  const [known] = await tx
    .select()
    .from(dpaProfiles)
    .where(
      and(
        eq(dpaProfiles.length, length),
        eq(dpaProfiles.unit, unit),
        eq(dpaProfiles.rule, rule),
        isNull(dpaProfiles.country),
        eq(dpaProfiles.objectionClause, objectionClause),
        isNull(dpaProfiles.terminationClause),
        isNull(dpaProfiles.emergencyClause),
        eq(dpaProfiles.authorisation, authorisation),
        eq(dpaProfiles.noticeRequired, noticeRequired),
        eq(dpaProfiles.standstill, standstill),
        eq(dpaProfiles.incorporatesScc, incorporatesScc),
      ),
    )
    .limit(1);
  if (known) return { profile: known, isNew: false };
  return { profile: { id: newId(), name: policyProfileName(length), length, ...POLICY_TERMS }, isNew: true };
}
