import { publicAddress } from '#lib/auth/as-public.ts';
import { originOf } from '#lib/auth/origin.ts';
import { deadlineFeed } from '#lib/deadline-feed/calendar.ts';
import { feedBehind } from '#lib/deadline-feed/door.ts';
import { calendarAnswer } from '../../../calendar-answer.ts';

export const dynamic = 'force-dynamic';

/** A subscriber's deadlines, for the calendar that has the address. What never was one and what no longer is are the same 404. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const origin = originOf({ 'x-forwarded-for': request.headers.get('x-forwarded-for') ?? undefined });
  const { deadlines, wait } = await feedBehind(token, origin);
  if (wait !== null) return new Response(null, { status: 429, headers: { ...UNKEPT, 'retry-after': String(wait) } });
  if (deadlines === null) return new Response(null, { status: 404, headers: UNKEPT });
  const { entries, reminderDays } = deadlines;
  return calendarAnswer(request, deadlineFeed(entries, { origin: publicAddress(), reminderDays }), 'deadlines.ics');
}

const UNKEPT = { 'cache-control': 'no-store' };
