import type { Metadata } from 'next';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { kindInWords } from '#components/webhooks/words.ts';
import { webhookKinds } from '#db/schema/vocabulary.ts';
import { page } from '#lib/auth/reader.ts';
import { examples, meanings } from '#lib/webhooks/payload.ts';
import { KEPT_DAYS, OVERLAP_HOURS, PATIENCE, PAUSES } from '#lib/webhooks/webhook.ts';
import { Room } from '../../../../room.tsx';

export const metadata: Metadata = { title: 'What webhooks say' };

export default async function EventsPage() {
  const { actor, installation } = await page('privacy_admin', async () => null);
  return (
    <Room actor={actor} installation={installation} current="/desk/settings">
      <PageHeader
        eyebrow={<TextLink href="/desk/settings/webhooks">Webhooks</TextLink>}
        title="What webhooks say"
        lede="Messages follow Standard Webhooks, so that libraries in most languages check them."
        facts={
          <>
            The same stands for machines in{' '}
            <TextLink href="/api/v1/openapi.json" download="demur-openapi.json">
              the description of the API
            </TextLink>{' '}
            (OpenAPI 3.1, “webhooks”).
          </>
        }
      />
      <div className="max-w-[70ch]">
        <Section title="How a message comes">
          <p>
            Each is a POST with a JSON body and three headers: <Mono>webhook-id</Mono>, the same at every endpoint and
            at every try; <Mono>webhook-timestamp</Mono>, when this try was made, in seconds; and{' '}
            <Mono>webhook-signature</Mono>, one or more signatures with <Mono>v1,</Mono> before each.
          </p>
          <p className="mt-3">
            A signature is the HMAC-SHA-256 of <Mono>id.timestamp.body</Mono> in base64, with the secret behind{' '}
            <Mono>whsec_</Mono> decoded from base64 as its key. Compare with each one that is sent: for {OVERLAP_HOURS}{' '}
            hours after a new secret was made there are two. Refuse a timestamp that is more than five minutes away.
          </p>
        </Section>
        <Section title="How to answer">
          <p>
            With any code from 200 to 299, within {PATIENCE / 1000} seconds: take the message down first and work on it
            later. With 410 the endpoint is disabled, until somebody at the desk takes it up again. Any other answer,
            one that leads elsewhere included, and none at all count as not taken.
          </p>
          <p className="mt-3">
            What is not taken is tried {PAUSES.length} times more, with growing pauses, over three days; then it has
            failed, and stands so at the desk, where it can be sent again for as long as it is kept ({KEPT_DAYS} days).
          </p>
          <p className="mt-3">
            A message may come more than once, under the same id: keep the ids and pass over what you have. The order in
            which messages arrive is not promised; <Mono>position</Mono> is the entry of the evidence log, by which they
            can be put in order.
          </p>
        </Section>
        <Section title="What a message holds">
          <p>
            Ids, references, stored words and instants, and nothing that anybody wrote: what more there is, your system
            asks over the API with a token.
          </p>
        </Section>
      </div>
      {webhookKinds.map((kind) => (
        <Section key={kind} title={kindInWords[kind]} note={kind} id={kind}>
          <p className="mb-3 max-w-[70ch]">{meanings[kind]}</p>
          {/* it scrolls, so it must be reachable by the keyboard */}
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus
            tabIndex={0}
            aria-label={`Example of ${kind}`}
            className="max-w-[46rem] overflow-x-auto rounded-lg border border-rule bg-sheet px-4 py-3"
          >
            <pre className="font-mono text-sm">{JSON.stringify(examples[kind], null, 2)}</pre>
          </section>
        </Section>
      ))}
    </Room>
  );
}
