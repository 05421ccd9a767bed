import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type BannerTone = 'info' | 'warn' | 'bad' | 'good';

export type BannerProps = {
  tone?: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  /** What to do next: links or buttons below the text. */
  actions?: ReactNode;
};

const PAINT: Record<BannerTone, string> = {
  info: 'border-accent/30 bg-accent-soft',
  warn: 'border-warn/40 bg-warn-soft',
  bad: 'border-bad/40 bg-bad-soft',
  good: 'border-good/40 bg-good-soft',
};
const MARK = {
  info: { Icon: Info, word: 'Information', paint: 'text-accent' },
  warn: { Icon: TriangleAlert, word: 'Attention', paint: 'text-warn' },
  bad: { Icon: OctagonAlert, word: 'Problem', paint: 'text-bad' },
  good: { Icon: CircleCheck, word: 'Done', paint: 'text-good' },
} as const;

/** Something the reader needs to know before going on. `bad` interrupts a screen reader; the others wait their turn. */
export function Banner({ tone = 'info', title, children, actions }: BannerProps) {
  const { Icon, word, paint } = MARK[tone];
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={`my-5 flex gap-3 rounded-lg border px-4 py-3.5 first:mt-0 ${PAINT[tone]}`}
    >
      <Icon aria-label={word} role="img" size={19} className={`mt-0.5 shrink-0 ${paint}`} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className={title ? 'mt-0.5' : ''}>{children}</div> : null}
        {actions ? <div className="mt-2.5 flex flex-wrap gap-x-5 gap-y-2">{actions}</div> : null}
      </div>
    </div>
  );
}
