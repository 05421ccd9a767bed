import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { wayBack } from '#lib/auth/way-back.ts';
import { Room } from '../../room.tsx';
import { SignInForm } from './sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

/** The demo's accounts; they exist only in the demo world. */
const DEMO_ACCOUNTS = [
  ['dpo@aurora-bank.example', 'signatory of Aurora Bank: may object'],
  ['contact@aurora-bank.example', 'contact of Aurora Bank: may prepare'],
  ['dpo@kite-health.example', 'signatory of Kite Health'],
  ['privacy.admin@vendor.example', 'privacy admin of the vendor'],
  ['legal@vendor.example', 'legal'],
] as const;

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = wayBack((await searchParams).next);
  const { actor, installation } = await page('anyone', async () => null);
  if (actor.role !== 'public') redirect(next);
  return (
    <Room actor={actor} installation={installation} current="/sign-in">
      <div className="mx-auto max-w-[28rem]">
        <PageHeader title="Sign in" lede={next === '/' ? undefined : 'Sign in to go on where you were.'} />
        <SignInForm next={next} />
        {installation.demo ? (
          <section className="mt-10 border-rule border-t pt-6 text-sm">
            <h2 className="text-lg">Accounts of the demo</h2>
            <p className="mt-1 text-ink-2">
              All have the password <Mono>demur-demo</Mono>.
            </p>
            <ul className="mt-3 space-y-2.5">
              {DEMO_ACCOUNTS.map(([email, who]) => (
                <li key={email}>
                  <Mono>{email}</Mono>
                  <br />
                  <span className="text-ink-2">{who}</span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </Room>
  );
}
