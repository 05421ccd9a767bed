import type { Metadata } from 'next';
import { TokensDoor } from '#components/api/tokens-door.tsx';
import { AccentShown } from '#components/desk/settings/accent-shown.tsx';
import { ClosureForm, ClosureList } from '#components/desk/settings/closures.tsx';
import { LogoForm } from '#components/desk/settings/logo-form.tsx';
import { ServiceForm, ServiceList } from '#components/desk/settings/services.tsx';
import { SettingsForm } from '#components/desk/settings/settings-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Section } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { WebhooksDoor } from '#components/webhooks/webhooks-door.tsx';
import { page } from '#lib/auth/reader.ts';
import { calendarPlaces } from '#lib/calendar/places.ts';
import { counted } from '#lib/changes/words.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { dayInWords, endOfDayInWords } from '#lib/deadlines/speak.ts';
import { partyChoices } from '#lib/parties/profiles-query.ts';
import { type SettingsShown, settingsShown } from '#lib/parties/settings-query.ts';
import { asked, type SearchParams } from '../../asked.ts';
import { Room } from '../../room.tsx';
import { addClosureAction, addServiceAction, removeClosureAction, saveSettingsAction } from './actions.ts';

export const metadata: Metadata = { title: 'Settings' };

const OWN = '/desk/settings';

export default async function SettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const { done, logo } = await asked(searchParams, ['done', 'logo']);
  const { actor, installation, data } = await page('privacy_admin', async ({ tx }) => {
    const settings = await settingsShown(tx);
    return settings && { settings, services: (await partyChoices(tx)).services };
  });
  const { settings, services } = data;
  const standing = standingInWords(settings);
  return (
    <Room actor={actor} installation={installation} current={OWN}>
      <PageHeader
        title="Settings"
        lede="Who you are, how your days are counted, and how Demur looks. Each change is on the record."
      />
      {done && Object.hasOwn(DONE, done) ? <Banner tone="good">{DONE[done]}</Banner> : null}
      <div className="max-w-[46rem]">
        <Section title="Vendor">
          <SettingsForm
            action={saveSettingsAction}
            settings={settings}
            places={calendarPlaces()}
            zones={zonesWith(settings.zone)}
            standing={standing}
          />
          {settings.accent ? <AccentShown accent={settings.accent} /> : null}
        </Section>
        <Section title="Own closures" note={counted(settings.closures.length, 'day')} id="closures">
          <Note className="mb-3">
            Days on which you are closed, beside the public holidays. A change here moves no date that stands: a window
            that was counted over a closure keeps it in its working.
          </Note>
          <ClosureList
            remove={removeClosureAction}
            closures={settings.closures.map(({ day, name }) => ({
              day,
              name,
              inWords: dayInWords(day),
              removable: day > settings.today,
            }))}
          />
          <ClosureForm action={addClosureAction} earliest={addDays(settings.today, 1)} />
        </Section>
        <Section title="Services" note={counted(services.length, 'service')} id="services">
          <ServiceList services={services} />
          <ServiceForm action={addServiceAction} />
        </Section>
        <Section title="Logo" id="logo">
          <LogoForm logo={settings.logo} problem={logo && Object.hasOwn(LOGO, logo) ? LOGO[logo] : undefined} />
        </Section>
        <Section title="API tokens" id="tokens">
          <TokensDoor />
        </Section>
        <Section title="Webhooks" id="webhooks">
          <WebhooksDoor />
        </Section>
      </div>
    </Room>
  );
}

const DONE: Record<string, string> = {
  saved: 'The settings are saved. What is published from now on is counted and shown so.',
  closure_added: 'The closure is added. Windows counted from now on take it into account.',
  closure_removed: 'The closure is removed. Windows counted from now on no longer take it into account.',
  service_added: 'The service is added. Subscribers can take it up now, and changes can name it.',
  logo_set: 'The logo is set.',
  logo_removed: 'The logo is taken away.',
};

const LOGO: Record<string, string> = {
  too_large: 'The picture has more than 200 kB. Save it smaller, and choose it again.',
  file_type: 'This is no PNG, JPEG or WebP picture. An SVG can carry scripts: save it as PNG.',
  file_incomplete: 'Choose a picture first.',
  forbidden: 'A logo can be set from this page only. Load it again.',
};

function standingInWords({ open: { notices, first, last }, zone }: SettingsShown): string {
  if (notices === 0 || !first || !last)
    return 'No window is open now. Whatever is saved here, dates that were given stay as they were given.';
  const closes =
    first === last
      ? `closing ${endOfDayInWords(first, zone)}`
      : `the first closing ${endOfDayInWords(first, zone)}, the last ${endOfDayInWords(last, zone)}`;
  return `${counted(notices, 'notice')} with an open window, ${closes}: these dates stay, whatever is saved here. Zone, holidays and closures count for what is published from now on.`;
}

/** Every zone that this machine knows; the one that is set is among them however it is spelled. */
function zonesWith(zone: string): string[] {
  return [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
}
