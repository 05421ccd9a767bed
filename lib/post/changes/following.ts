import { sql } from 'drizzle-orm';
import type { ChangeKind } from '#db/schema/vocabulary.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { following as en } from '#lib/i18n/en/following.ts';
import { following as es } from '#lib/i18n/es/following.ts';
import { kindIn } from '#lib/i18n/terms.ts';
import { paragraph } from '../cases/case.ts';
import { isOld } from '../late.ts';
import type { Lapsed, Writer } from '../writer.ts';
import type { Block } from '../written.ts';

const says = catalogue(en, es);

interface Confirmation {
  expiresAt: Instant;
}

/** Asks whoever reads a mailbox whether it wants letters; nothing follows from silence. */
export const followConfirmation: Writer<Confirmation> = {
  async facts(tx, owed, now) {
    const { rows } = await tx.execute<{ id: string; expiresAt: Instant; open: boolean }>(sql`
      select l.id, demur.iso(f.expires_at) as "expiresAt", f.confirmed_at is null and f.ended_at is null as open
      from demur.letters l join demur.followers f on f.id = l.follower_id
      where l.id = any (${idArray(owed.map(({ id }) => id))})`);
    return new Map(
      rows.map(({ id, expiresAt, open }): [string, Confirmation | Lapsed] => [
        id,
        open && now < expiresAt ? { expiresAt } : { lapsed: 'no_longer_due' },
      ]),
    );
  },
  write({ expiresAt }, language, { zone, vendorName: vendor }) {
    const say = says(language);
    return {
      subject: say('confirmSubject', { vendor }),
      blocks: [
        paragraph(say('confirmLede', { vendor, instant: datesIn[language].instant(expiresAt, zone) })),
        { is: 'link', text: say('confirm'), path: '{link}' },
        paragraph(say('confirmNothing')),
      ],
      reader: 'follower',
    };
  },
};

interface Published {
  number: number;
  publishedAt: Instant;
  note: string;
  changes: { title: string; kind: ChangeKind; plannedStartOn: CivilDate }[];
}

/** What a publication brought, to those who follow the register. */
export const registerPublished: Writer<Published> = {
  async facts(tx, owed, now) {
    const old = new Set(owed.flatMap(({ id, obligedAt }) => (isOld(obligedAt, now) ? id : [])));
    const { rows } = await tx.execute<{ ids: string[]; gone: string[]; published: Published }>(sql`
      select of.ids, of.gone, jsonb_build_object('number', v.number, 'publishedAt', demur.iso(v.published_at), 'note', v.note,
        'changes', (select coalesce(jsonb_agg(jsonb_build_object('title', c.title, 'kind', c.kind, 'plannedStartOn', c.planned_start_on) order by c.id), '[]')
          from demur.changes c where c.policy_version_id = v.id)) as published
      from (select (l.about ->> 'policy_versions')::uuid as version_id, jsonb_agg(l.id) as ids,
          coalesce(jsonb_agg(l.id) filter (where f.ended_at is not null), '[]') as gone
        from demur.letters l join demur.followers f on f.id = l.follower_id
        where l.id = any (${idArray(owed.map(({ id }) => id))}) group by 1) of
      join demur.policy_versions v on v.id = of.version_id`);
    return new Map(
      rows.flatMap(({ ids, gone, published }) =>
        ids.map((id): [string, Published | Lapsed] => [
          id,
          gone.includes(id) || old.has(id) ? { lapsed: 'no_longer_due' } : published,
        ]),
      ),
    );
  },
  write({ number, publishedAt, note, changes }, language, { zone, vendorName: vendor }) {
    const say = says(language);
    const dates = datesIn[language];
    const what: Block[] =
      changes.length === 0
        ? [paragraph(say('nothingProposed')), { is: 'quote', text: note, by: vendor }]
        : [
            { is: 'heading', text: say('proposed') },
            {
              is: 'list',
              items: changes.map(({ title, kind, plannedStartOn }) =>
                say('change', { title, kind: kindIn[language][kind], start: dates.day(plannedStartOn) }),
              ),
            },
          ];
    return {
      subject: say('publishedSubject', { vendor, number }),
      blocks: [
        paragraph(say('publishedLede', { vendor, number, instant: dates.instant(publishedAt, zone) })),
        ...what,
        paragraph(say('publishedNotices')),
        { is: 'link', text: say('open', { number }), path: `/register/versions/${number}` },
        { is: 'link', text: say('register'), path: '/register' },
      ],
      reader: 'follower',
      stop: say('stop'),
    };
  },
};
