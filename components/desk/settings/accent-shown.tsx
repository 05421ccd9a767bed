import { accentsOf } from '#components/shell/accent.ts';
import { Note } from '#components/ui/prose.tsx';

/** The accent as it is read in both themes: where text in it could not be, its lightness has given way. */
export function AccentShown({ accent }: { accent: string }) {
  const read = accentsOf(accent);
  if (!read) return null;
  const { light, dark } = read;
  const moved = [
    light === accent ? null : `to ${light} in the light theme`,
    dark === accent ? null : `to ${dark} in the dark one`,
  ];
  const changes = moved.filter((each) => each !== null);
  return (
    <div className="mt-3 flex items-center gap-3">
      <svg width="64" height="28" role="img" aria-label={`${light} on the light paper and ${dark} on the dark`}>
        <rect width="32" height="28" fill="#fbfaf7" />
        <rect x="32" width="32" height="28" fill="#1b1e24" />
        <circle cx="16" cy="14" r="8" fill={light} />
        <circle cx="48" cy="14" r="8" fill={dark} />
      </svg>
      <Note>
        {changes.length === 0
          ? `${accent} can be read as text in both themes (contrast of at least 4.5 to 1).`
          : `So that text in it can be read (contrast of at least 4.5 to 1), ${accent} is moved ${changes.join(' and ')}.`}
      </Note>
    </div>
  );
}
