import { PlainLink } from '#components/ui/button.tsx';

/** The name, and the way home; before it the vendor's picture, where it has set one. */
export function Brand({ logo }: { logo?: string | null }) {
  return (
    <PlainLink
      href="/"
      aria-label="Demur, first page"
      className="inline-flex min-h-8 items-center gap-3 rounded-sm font-semibold font-serif text-[1.25rem] tracking-[-0.01em]"
    >
      {logo ? (
        // biome-ignore lint/performance/noImgElement: as it was uploaded, and nothing here resizes pictures
        <img src={`/logo/${logo}`} alt="" className="h-8 max-w-40 object-contain" />
      ) : null}
      <span>
        demur<span className="text-accent">.</span>
      </span>
    </PlainLink>
  );
}
