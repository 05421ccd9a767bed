import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';

/** The vendor as it is set, and what stands of what was counted before. */
export interface SettingsShown {
  legalName: string;
  privacyContact: string;
  zone: string;
  country: string;
  region: string | null;
  defaultLength: number;
  responseTargetDays: number | null;
  reminderDays: number[];
  fourEyes: boolean;
  accent: string | null;
  /** Another word after each change of these. */
  seen: string;
  /** What its picture's address ends with; null: none is set. */
  logo: string | null;
  /** The vendor's day; closures after it can be taken away. */
  today: CivilDate;
  closures: { day: CivilDate; name: string }[];
  /** Notices whose window runs: their closes stay whatever is set. */
  open: { notices: number; first: Instant | null; last: Instant | null };
}

/** In one statement. Undefined before the vendor is configured. */
export async function settingsShown(tx: Transaction): Promise<SettingsShown | undefined> {
  const { rows } = await tx.execute<SettingsShown & Record<string, unknown>>(sql`
    select v.legal_name as "legalName", v.privacy_contact as "privacyContact", v.zone, v.country, v.region,
      v.default_length as "defaultLength", v.response_target_days as "responseTargetDays",
      to_jsonb(v.reminder_days) as "reminderDays", v.four_eyes as "fourEyes", v.accent, v.xmin::text as seen,
      (select left(encode(sha256, 'hex'), 16) from demur.logos) as logo,
      to_char(demur.now() at time zone v.zone, 'YYYY-MM-DD') as today,
      (select coalesce(jsonb_agg(jsonb_build_object('day', c.day, 'name', c.name) order by c.day), '[]') from demur.closures c
        where c.day >= (demur.now() at time zone v.zone)::date) as closures,
      (select jsonb_build_object('notices', count(*), 'first', demur.iso(min(n.closes_at)), 'last', demur.iso(max(n.closes_at)))
        from demur.notices n where n.answer is null and n.closes_at > (select demur.now())) as open
    from demur.vendor v`);
  return rows[0];
}
