import { Note } from '#components/ui/prose.tsx';
import { FollowForm, NoticesGoOn } from './follow-form.tsx';

const LINK = 'rounded-sm text-accent underline decoration-accent/30 underline-offset-3 hover:decoration-accent';

/** A file, which is no page: an ordinary link. */
function FileLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className={LINK}>
      {children}
    </a>
  );
}

/** Tells feed readers that there is a feed; React puts it into the head. */
export function FeedAlternate() {
  return (
    <link rel="alternate" type="application/atom+xml" title="Changes to sub-processors" href="/register/feed.xml" />
  );
}

/** The register for programs. `on`: the day as of which it is shown. */
export function Downloads({ on }: { on?: string | null }) {
  const asOf = on ? `?on=${on}` : '';
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-2">
      <li>
        <FileLink href={`/register.json${asOf}`}>JSON</FileLink>{' '}
        <span className="text-ink-2 text-sm">
          (<FileLink href="/register.schema.json">schema</FileLink>)
        </span>
      </li>
      <li>
        <FileLink href={`/register.csv${asOf}`}>CSV</FileLink>
      </li>
      <li>
        <FileLink href="/register/feed.xml">Feed of changes (Atom)</FileLink>
      </li>
    </ul>
  );
}

/** How to have the register at hand, and to be told when it changes. */
export function KeepUp({ on }: { on?: string | null }) {
  return (
    <div className="grid gap-x-12 gap-y-7 md:grid-cols-2">
      <div>
        <h3 className="mb-2 text-md">For programs</h3>
        <Downloads on={on} />
        <Note className="mt-3">
          {on
            ? 'JSON and CSV are of the day above. The feed has an entry for each published change, whatever the day.'
            : 'They always say what is in force. For another day, add ?on= and the day to the address, as in /register.json?on=2026-01-31.'}
        </Note>
      </div>
      <div>
        <h3 className="mb-2 text-md">By e-mail</h3>
        <FollowForm />
        <div className="mt-3">
          <NoticesGoOn />
        </div>
      </div>
    </div>
  );
}
