import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { answers, type Language } from '#db/schema/vocabulary.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { deadline, extendTo } from '#lib/deadlines/deadline.ts';
import { question } from '#lib/deadlines/generated.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { endOfDayInWords, lastDayInWords, utcExact } from '#lib/deadlines/speak.ts';
import { takesPlace } from '#lib/deadlines/zone.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { untilWhen } from '#lib/post/changes/notice.ts';
import { type DeadlineEntry, deadlineFeed, deadlineFile } from './calendar.ts';

const almanac = { origin: 'https://demur.example', reminderDays: [7, 3, 1] };
const entry: DeadlineEntry = {
  noticeId: '01900000-0000-7000-8000-000000000001',
  reference: 'DEM-2026-7K3M9Q',
  title: 'Addition of Nimbus Mail',
  closesAt: '2026-12-02T23:00:00.000000Z' as Instant,
  zone: 'Europe/Madrid',
  answer: null,
  revision: 0,
  revisedAt: '2026-11-02T08:00:00.123456Z' as Instant,
};

/** What a calendar program reads, by a parser that is not ours. */
function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent');
  return { calendar, events: events.map((component) => ({ component, event: new ICAL.Event(component) })) };
}

const value = (component: InstanceType<typeof ICAL.Component>, name: string) =>
  String(component.getFirstPropertyValue(name) ?? '');

describe('the file of one deadline', () => {
  it('ends when the window closes, says so in words with the zone, and reminds as the vendor does', () => {
    const { calendar, events } = parsed(deadlineFile(entry, almanac));
    const [{ component, event } = { component: calendar, event: new ICAL.Event() }] = events;
    expect(value(calendar, 'method')).toBe('PUBLISH');
    expect(event.uid).toBe('01900000-0000-7000-8000-000000000001@demur.example');
    expect(event.endDate.toJSDate().toISOString()).toBe('2026-12-02T23:00:00.000Z');
    expect(event.startDate.toJSDate().toISOString()).toBe('2026-12-02T22:00:00.000Z');
    expect(event.summary).toBe('Window to object, until the end of 2 December 2026 (Madrid): Addition of Nimbus Mail');
    expect(event.description).toContain('Wed 2 December 2026, end of day (Madrid)');
    expect(value(component, 'url')).toBe('https://demur.example/changes/01900000-0000-7000-8000-000000000001');
    expect(value(component, 'dtstamp')).toBe('2026-11-02T08:00:00Z');
    expect(value(component, 'status')).toBe('CONFIRMED');
    const alarms = component.getAllSubcomponents('valarm').map((alarm) => value(alarm, 'trigger'));
    expect(alarms).toEqual(['-P7D', '-P3D', '-P1D']);
  });

  it.each(answers)('takes the entry away once it is %s', (answer) => {
    const { calendar, events } = parsed(deadlineFile({ ...entry, answer, revision: 3 }, almanac));
    const [{ component } = { component: calendar }] = events;
    expect(value(calendar, 'method')).toBe('CANCEL');
    expect([value(component, 'status'), value(component, 'sequence')]).toEqual(['CANCELLED', '3']);
    expect(value(component, 'uid')).toBe(`${entry.noticeId}@demur.example`);
    expect(component.getAllSubcomponents('valarm')).toEqual([]);
  });

  it('reads back as it was written, whatever a title holds, in lines that a program can read', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          '\\',
          '\\n',
          ';',
          ',',
          ':',
          '"',
          '\t',
          '\u0000',
          '\u2028',
          '😀',
          '\ud800',
          'é',
        ),
        fc.constantFrom(
          'BEGIN:VEVENT',
          '\r\nEND:VCALENDAR\r\n',
          '\r\nATTACH:https://evil.example',
          ' ',
          'x'.repeat(80),
        ),
        fc.string({ unit: 'binary', maxLength: 12 }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const title = parts.join('');
        const text = deadlineFeed([{ ...entry, title }, entry], almanac);
        expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
        expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
        const { events } = parsed(text);
        expect(events).toHaveLength(2);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what may not stand in a line
        const kept = title.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
        const read = events[0]?.event.summary ?? '';
        expect(read.slice(read.indexOf(': ') + 2)).toBe(kept.replace(/\r\n|\r|\n/g, '\n'));
        expect(events[0]?.component.getAllProperties('attach')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** A window by any rule, in any zone, over any change of the clocks; and in half of the cases extended by some days. */
const closing = fc
  .record({ asked: question, more: fc.option(fc.integer({ min: 1, max: 40 })) })
  .map(({ asked, more }) => {
    const working = deadline(asked);
    if (more === null) return { working, closesAt: working.closesAt, zone: working.zone };
    let lastDay = addDays(working.finalLastDay, more);
    while (!takesPlace(lastDay, working.zone)) lastDay = addDays(lastDay, 1);
    return { working, closesAt: extendTo(working, lastDay).closesAt, zone: working.zone };
  });

/** How the letter of a notice begins that is written as soon as it is given. */
function letterOf({ closesAt, zone }: DeadlineEntry, language: Language): string {
  const terms = { objectionClause: '6.3', authorisation: 'general', noticeRequired: false } as const;
  const facts = {
    ...terms,
    closesAt,
    subscriberName: 'Aurora Bank',
    carried: null,
    now: '0001-01-01T00:00:00.000000Z' as Instant,
  };
  const head = {
    origin: almanac.origin,
    vendorName: 'Halyard',
    privacyContact: 'privacy@vendor.example',
    zone,
    accent: null,
  };
  return untilWhen(facts, language, head);
}

describe('page, calendar, feed and letter', () => {
  it('state the same instant, in 400 generated windows', () => {
    fc.assert(
      fc.property(closing, ({ closesAt, zone }) => {
        const shown = { ...entry, closesAt, zone };
        for (const text of [deadlineFile(shown, almanac), deadlineFeed([shown], almanac)]) {
          const [event] = parsed(text).events.map((each) => each.event);
          // what is finer than a second is no window's: each closes where a civil day ends
          expect(`${event?.endDate.toJSDate().toISOString().slice(0, 19)}.000000Z`).toBe(closesAt);
          // as the page says it (WindowCard), and as its close stands in the record
          expect(event?.description).toContain(endOfDayInWords(closesAt, zone));
          expect(event?.description).toContain(utcExact(closesAt));
          expect(event?.summary).toContain(lastDayInWords(closesAt, zone));
        }
        // the first line of the letter
        expect(letterOf(shown, 'en')).toContain(lastDayInWords(closesAt, zone));
        expect(letterOf(shown, 'es')).toContain(datesIn.es.lastDay(closesAt, zone));
      }),
      { numRuns: 400 },
    );
  });
});
