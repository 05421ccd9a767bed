export type ProgressProps = {
  /** What is being done: "Writing notices". */
  label: string;
  done: number;
  of: number;
};

const grouped = new Intl.NumberFormat('en-GB');

/** Long work, counted. */
export function Progress({ label, done, of }: ProgressProps) {
  return (
    <div role="status" className="my-4">
      <p className="flex justify-between gap-4 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-ink-2 tabular-nums">
          {grouped.format(done)} of {grouped.format(of)}
        </span>
      </p>
      <progress
        aria-label={label}
        value={done}
        max={of}
        className="mt-1 h-2 w-full appearance-none overflow-hidden rounded-full bg-tint [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-tint [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
