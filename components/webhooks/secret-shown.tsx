import { Banner } from '#components/ui/banner.tsx';
import { Mono } from '#components/ui/mono.tsx';

/** A secret, this once. */
export function SecretShown({ secret }: { secret: string }) {
  return (
    <Banner tone="good" title="Copy the secret now">
      <p>
        It is shown this once: it is kept encrypted, and nobody can show it again. The receiver checks with it that a
        message is from here, so keep it as you keep a password.
      </p>
      <p className="mt-2">
        <Mono className="text-ink">{secret}</Mono>
      </p>
    </Banner>
  );
}
