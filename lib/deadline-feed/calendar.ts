import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { Answer } from '#db/schema/vocabulary.ts';
import { epochMilliseconds, type Instant } from '#lib/deadlines/instant.ts';
import { endOfDayInWords, lastDayInWords, utcExact } from '#lib/deadlines/speak.ts';

/** The close of one notice's window, as a calendar shows it. */
export interface DeadlineEntry {
  noticeId: string;
  reference: string;
  title: string;
  closesAt: Instant;
  /** In which the window was counted. */
  zone: string;
  /** Null: it can be answered, or the window closed without an answer. */
  answer: Answer | null;
  /** How often that has changed since the notice was given, and when last (or when it was given). */
  revision: number;
  revisedAt: Instant;
}

/** Where the entry's pages are, and how many days before a close it is brought to mind. */
export interface Almanac {
  /** Without a slash at the end. */
  origin: string;
  reminderDays: readonly number[];
}

const HOUR = 3_600_000;
const DAY_SECONDS = 86_400;
/** How often a program may ask for a feed anew, in seconds: a window moves by days. */
const EVERY = 3600;

/**
 * One deadline as a file to add to a calendar (RFC 5545, RFC 5546). The same rows give the same bytes: its instants are
 * theirs, and none is the clock's. An answered one takes the earlier entry of the same UID away.
 */
export function deadlineFile(entry: DeadlineEntry, almanac: Almanac): string {
  const calendar = ical({
    prodId: PRODUCT,
    method: entry.answer === null ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.CANCEL,
  });
  addEntry(calendar, entry, almanac);
  return calendar.toString();
}

/** All deadlines of a subscriber, for a calendar that asks again and again. What is answered stands in it as cancelled. */
export function deadlineFeed(entries: readonly DeadlineEntry[], almanac: Almanac): string {
  const calendar = ical({
    prodId: PRODUCT,
    method: ICalCalendarMethod.PUBLISH,
    name: 'Demur: windows to object',
    ttl: EVERY,
  });
  for (const entry of entries) addEntry(calendar, entry, almanac);
  return calendar.toString();
}

const PRODUCT = { company: 'Demur', product: 'Windows to object', language: 'EN' };

function addEntry(calendar: ReturnType<typeof ical>, entry: DeadlineEntry, almanac: Almanac): void {
  const open = entry.answer === null;
  const event = calendar.createEvent({
    id: `${entry.noticeId}@${new URL(almanac.origin).hostname}`,
    sequence: entry.revision,
    stamp: dateOf(entry.revisedAt),
    lastModified: dateOf(entry.revisedAt),
    start: new Date(epochMilliseconds(entry.closesAt) - HOUR),
    end: dateOf(entry.closesAt),
    status: open ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    // it takes up nobody's time
    transparency: ICalEventTransparency.TRANSPARENT,
    ...wordsOf(entry, almanac.origin),
  });
  if (!open) return;
  for (const days of almanac.reminderDays)
    event.createAlarm({ type: ICalAlarmType.display, trigger: days * DAY_SECONDS, description: event.summary() });
}

function wordsOf(
  { noticeId, reference, title, closesAt, zone, answer }: DeadlineEntry,
  origin: string,
): Pick<ICalEventData, 'summary' | 'description' | 'url'> {
  const url = `${origin}/changes/${noticeId}`;
  const close = `${endOfDayInWords(closesAt, zone)}: what is received before ${utcExact(closesAt)} is in time.`;
  const state = {
    open: { is: `Window to object, until ${lastDayInWords(closesAt, zone)}`, says: `The window closes ${close}` },
    answered: { is: 'Answered', says: `Your organisation has answered. The window was to close ${close}` },
    ended: { is: 'No answer needed', says: `This notice has ended. Its window was to close ${close}` },
  }[stateOf(answer)];
  return {
    summary: plain(`${state.is}: ${title}`),
    description: plain(`${title}\n\n${state.says}\n\nCase ${reference}\n${url}`),
    url,
  };
}

function stateOf(answer: Answer | null): 'open' | 'answered' | 'ended' {
  if (answer === null) return 'open';
  return answer === 'objected' || answer === 'accepted' ? 'answered' : 'ended';
}

/** What a content line can't hold: controls, and halves of a character. Its ends of lines are escaped by the library. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to go
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
}

const dateOf = (instant: Instant) => new Date(epochMilliseconds(instant));
