import { sql } from 'drizzle-orm';
import type { Language } from '#db/schema/vocabulary.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { closesAtOf } from '#lib/deadlines/zone.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { desk as en } from '#lib/i18n/en/desk.ts';
import { desk as es } from '#lib/i18n/es/desk.ts';
import type { Digest } from '#lib/jobs/oblige-digest.ts';
import { paragraph } from '../cases/case.ts';
import type { Writer } from '../writer.ts';
import type { Block } from '../written.ts';

const says = catalogue(en, es);

/** What a digest speaks of, by id: titles of changes, references of objections and whose they are, what is to be done. */
interface Named {
  changes: Record<string, string>;
  objections: Record<string, { reference: string; subscriber: string }>;
  actions: Record<string, { text: string; reference: string }>;
}

interface Week extends Named {
  digest: Digest;
  obligedAt: Instant;
}

/** What the week brings, to the privacy admins: as it stood when the letter was obliged. */
export const weeklyDigest: Writer<Week> = {
  async facts(tx, owed) {
    const { rows } = await tx.execute<Week & { id: string } & Record<string, unknown>>(sql`
      select l.id, l.facts as digest, demur.iso(l.obliged_at) as "obligedAt",
        (select coalesce(jsonb_object_agg(c.id, c.title), '{}') from demur.changes c
          where c.id in (select (w ->> 'changeId')::uuid from jsonb_array_elements(l.facts -> 'windows') w)) as changes,
        (select coalesce(jsonb_object_agg(o.id, jsonb_build_object('reference', o.reference, 'subscriber', b.name)), '{}')
          from demur.objections o join demur.subscribers b on b.id = o.subscriber_id
          where o.id in (select (t ->> 'objection')::uuid from jsonb_array_elements(l.facts -> 'targets') t)) as objections,
        (select coalesce(jsonb_object_agg(a.id, jsonb_build_object('text', a.text, 'reference', o.reference)), '{}')
          from demur.corrective_actions a join demur.objections o on o.id = a.objection_id
          where a.id in (select (d ->> 'action')::uuid from jsonb_array_elements(l.facts -> 'actions') d)) as actions
      from demur.letters l where l.id = any (${idArray(owed.map(({ id }) => id))})`);
    return new Map(rows.map((week) => [week.id, week]));
  },
  write(week, language, { zone }) {
    const say = says(language);
    const dates = datesIn[language];
    const { digest } = week;
    const endOf = (day: CivilDate) => dates.lastDay(closesAtOf(day, zone), zone);
    const [next] = digest.windows;
    const lede = say('digestLede', {
      windows: digest.windows.length + digest.windowsMore,
      until: endOf(digest.until),
    });
    const more = (count: number): Block[] => (count > 0 ? [paragraph(say('more', { count }))] : []);
    return {
      subject: say('digestSubject', { monday: dates.day(digest.monday) }),
      blocks: [
        paragraph(next ? `${say('digestNext', { close: endOf(next.lastDay) })} ${lede}` : lede),
        ...(digest.windows.length === 0
          ? []
          : ([
              { is: 'heading', text: say('windows') },
              {
                is: 'rows',
                rows: digest.windows.map(({ changeId, lastDay, open }) => ({
                  label: week.changes[changeId] ?? say('change'),
                  value: say('window', { open, close: endOf(lastDay) }),
                })),
              },
              ...more(digest.windowsMore),
            ] as const)),
        ...objections(week, language, zone),
        ...(digest.actions.length === 0
          ? []
          : ([
              { is: 'heading', text: say('actions') },
              {
                is: 'list',
                items: digest.actions.flatMap(({ action, dueOn }) => {
                  const named = week.actions[action];
                  return named ? [say('action', { ...named, day: dates.day(dueOn) })] : [];
                }),
              },
              ...more(digest.actionsMore),
            ] as const)),
        { is: 'heading', text: say('letters') },
        paragraph(
          [
            say('lettersBack', digest.letters),
            ...(digest.unshown > 0 ? [say('unshown', { count: digest.unshown })] : []),
          ].join(' '),
        ),
        { is: 'link', text: say('open'), path: '/desk' },
      ],
      reader: 'desk',
      stop: say('stop'),
    };
  },
};

/** How many objections are undecided, and the nearest of our own targets. */
function objections({ digest, objections: named, obligedAt }: Week, language: Language, zone: string): Block[] {
  const say = says(language);
  const { undecided, targetsPassed } = digest.objections;
  const rows = digest.targets.flatMap(({ objection, respondBy }) => {
    const one = named[objection];
    if (!one) return [];
    const lastDay = datesIn[language].lastDay(respondBy, zone);
    const value = respondBy <= obligedAt ? say('targetPassed', { lastDay }) : say('target', { lastDay });
    return [{ label: `${one.reference}, ${one.subscriber}`, value }];
  });
  return [
    { is: 'heading', text: say('objections') },
    paragraph(say('undecided', { undecided, passed: targetsPassed })),
    ...(rows.length > 0 ? [{ is: 'rows', rows } satisfies Block] : []),
  ];
}
