import { Bell as BellIcon } from 'lucide-react';
import { PlainLink } from '#components/ui/button.tsx';

/** The most that the number says. */
const MOST = 99;

/** The way to the news, with how much of it is unread. */
export function Bell({ unread }: { unread: number }) {
  const shown = unread > MOST ? `${MOST}+` : String(unread);
  return (
    <PlainLink
      href="/inbox"
      aria-label={unread === 0 ? 'News: nothing unread' : `News: ${shown} unread`}
      className="relative grid size-9 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-tint hover:text-ink"
    >
      <BellIcon aria-hidden size={19} />
      {unread > 0 ? (
        <span
          aria-hidden
          className="absolute top-0 left-4.5 min-w-4.5 rounded-full bg-accent px-1 text-center font-semibold text-[0.6875rem] text-on-accent leading-4.5"
        >
          {shown}
        </span>
      ) : null}
    </PlainLink>
  );
}
