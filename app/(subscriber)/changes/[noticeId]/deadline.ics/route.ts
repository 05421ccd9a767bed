import { publicAddress } from '#lib/auth/as-public.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { notFound, type Outcome, refuse } from '#lib/command/refusal.ts';
import { deadlineFile } from '#lib/deadline-feed/calendar.ts';
import { type Deadlines, deadlineOf } from '#lib/deadline-feed/queries.ts';
import { calendarAnswer } from '../../../../calendar-answer.ts';
import { problem } from '../../../../problem.ts';

export const dynamic = 'force-dynamic';

/** The close of one window, as a file to add to a calendar. It is no reading of the notice: it says nothing of the change but its title. */
export async function GET(request: Request, { params }: { params: Promise<{ noticeId: string }> }): Promise<Response> {
  const found = await deadlineFor((await params).noticeId);
  if (!found.ok) return problem(found);
  const { entries, reminderDays } = found.value;
  const [entry] = entries;
  if (!entry) return problem(notFound());
  return calendarAnswer(
    request,
    deadlineFile(entry, { origin: publicAddress(), reminderDays }),
    `${entry.reference}.ics`,
  );
}

async function deadlineFor(noticeId: string): Promise<Outcome<Deadlines>> {
  return read(await requestOpening(), async ({ tx, actor }) => {
    if (actor.role === 'public') return refuse('not_signed_in', 'Sign in first.');
    if (actor.role !== 'subscriber') return refuse('forbidden', 'Only a user of the subscriber may do this.');
    const found = await deadlineOf({ tx, actor }, noticeId);
    return found ? { ok: true, value: found } : notFound();
  });
}
