import fs from 'node:fs';
import type pg from 'pg';
import { createApiToken } from '#lib/api/create-api-token.ts';
import { recordWebhook } from '#lib/webhooks/record-webhook.ts';
import { outage } from '#lib/world/outage.ts';
import type { Scenario } from '#lib/world/scenario.ts';
import { by, done } from '#lib/world/world.ts';
import {
  changesInEveryState,
  lettersInEveryState,
  noticesInEveryState,
  objectionsInEveryState,
  openNotice,
  subscriberForms,
  subscribersInEveryState,
} from './states.ts';

/** Addresses that one user may read; null: nobody is signed in. */
export type Readable = [userId: string | null, paths: string[]];

/** Every page in its main states. */
export async function everyPage(world: Scenario, pool: pg.Pool): Promise<Readable[]> {
  const notices = await noticesInEveryState(pool);
  const objections = await objectionsInEveryState(pool);
  const changes = await changesInEveryState(pool);
  const [{ slug, version } = { slug: '', version: '' }] = changes;
  const open = await openNotice(pool);
  const letters = await lettersInEveryState(pool);
  const subscribers = await subscribersInEveryState(pool);
  const { rows } = await pool.query<{ draft: string }>(
    'SELECT id AS draft FROM demur.change_drafts WHERE published_as IS NULL ORDER BY id LIMIT 1',
  );
  const [{ draft } = { draft: '' }] = rows;
  const withoutDpa = await world.subscriber({ dpa: false });
  const { tokenId } = await done(createApiToken, by(world, world.adminId, world.now), {
    name: 'Mail gateway',
    scopes: ['register:read'],
  });
  const { outageId } = await outage(world);
  const { endpointId } = await done(recordWebhook, by(world, world.adminId, world.now), {
    name: 'Ticket system',
    url: 'https://tickets.vendor.example/demur',
    kinds: ['objection.filed'],
  });
  const forNotice = ['', '/objection', '/question', '/more-time', '/early-start'];
  const forObjection = ['', '/retract', '/supplement', '/disagreement', '/dispute-instant'];
  return [
    [
      null,
      [
        ...[
          '/',
          '/sign-in',
          '/register',
          '/register?on=2026-01-01',
          '/register/versions',
          `/register/versions/${version}`,
          ...['/follow', '/follow/confirm/unknown', '/follow/stop/unknown', '/letters/stop/unknown'],
          // where proxy.ts leads those who ask the two lists a question
          ...['/asked/register?on=2026-01-01', '/asked/register/versions?before=2'],
        ],
        `/register/${slug}`,
      ],
    ],
    ...notices.map(({ userId, noticeId }): Readable => [userId, ['/changes', `/changes/${noticeId}`]]),
    [open.userId, forNotice.map((rest) => `/changes/${open.noticeId}${rest}`)],
    ...objections.map(
      ({ userId, reference }): Readable => [
        userId,
        ['/objections', ...forObjection.map((rest) => `/objections/${reference}${rest}`)],
      ],
    ),
    ...[open.userId, world.adminId, world.legalId].map(
      (userId): Readable => [userId, ['/account', '/account/password', '/inbox', '/inbox?below=100']],
    ),
    [open.userId, ['/letters', `/letters?notice=${open.noticeId}`]],
    ...letters.flatMap(({ userId, letterId }): Readable[] => (userId ? [[userId, [`/letters/${letterId}`]]] : [])),
    [open.userId, ['/services', '/services/whatsapp-support/take-up', '/services/google-sign-in/drop']],
    [withoutDpa.contactId, ['/services', '/changes', `/changes/concern/${changes.at(-1)?.changeId}`]],
    [
      world.adminId,
      [
        ...['/desk', '/desk/objections', '/desk/objections?status=late', '/desk/changes', '/desk/changes/new'],
        `/desk/outages/${outageId}`,
        ...['/desk/objections/record', `/desk/objections/record?notice=${open.noticeId}`],
        ...['/desk/register', '/desk/register/import', ...registerPages('email-server'), `/desk/register/${slug}`],
        ...[
          '/desk/subscribers',
          '/desk/subscribers?name=bank',
          '/desk/settings',
          '/desk/settings/tokens',
          `/desk/settings/tokens/${tokenId}/revoke`,
          ...['', '/events', `/${endpointId}`, `/${endpointId}?show=failed`].map(
            (rest) => `/desk/settings/webhooks${rest}`,
          ),
          ...['change', 'rotate', 'remove'].map((rest) => `/desk/settings/webhooks/${endpointId}/${rest}`),
        ],
        ...['', '?list=waiting', '?list=sent&kind=notice', '?list=failed&subscriber=bank'].map(
          (asked) => `/desk/letters${asked}`,
        ),
        ...letters.map(({ letterId }) => `/desk/letters/${letterId}`),
        ...subscribers.map((slug) => `/desk/subscribers/${slug}`),
        ...(await subscriberForms(pool)),
        ...['audience', 'dates', 'publish'].map((step) => `/desk/changes/new?draft=${draft}&step=${step}`),
        ...['', '&ask=discard', '&change=another'].map((words) => `/desk/changes/new?draft=${draft}${words}`),
        ...objections.flatMap(({ reference }) => [
          `/desk/objections/${reference}`,
          `/desk/objections/${reference}/propose`,
        ]),
        ...changes.flatMap(({ changeId, noticeId }) => [
          `/desk/changes/${changeId}`,
          ...(noticeId
            ? [
                ...['withdraw', `extend?notice=${noticeId}`, `fresh?notice=${noticeId}`].map(
                  (rest) => `/desk/changes/${changeId}/${rest}`,
                ),
              ]
            : []),
        ]),
      ],
    ],
    [
      world.legalId,
      [
        ...['/cases', '/cases?q=transfer&outcome=objected', '/log', '/log?below=20'],
        ...objections.map(({ reference }) => `/cases/${reference}`),
        ...notices.map(({ reference }) => `/cases/${reference}`),
      ],
    ],
  ];
}

/** What the desk does with one sub-processor. */
export function registerPages(slug: string): string[] {
  return ['', '/amend', '/attest/breach_notice', '/certification'].map((rest) => `/desk/register/${slug}${rest}`);
}

/** The pages that are built and not among these. The catch-all is none: it says that there is no such page. */
export function unlisted(pages: readonly Readable[]): string[] {
  const built = fs
    .globSync('app/**/page.tsx')
    .map(
      (file) =>
        `/${file
          .replace(/^app\//, '')
          .replace(/\(\w+\)\//g, '')
          .replace(/\/?page\.tsx$/, '')}`,
    )
    .filter((address) => address !== '/[...rest]')
    // a page of one address comes before one of many
    .sort((one, other) => one.split('[').length - other.split('[').length);
  const listed = pages.flatMap(([, paths]) => paths.map((path) => path.replace(/\?.*/, '')));
  const served = listed.map((path) => built.find((address) => pattern(address).test(path)));
  return built.filter((address) => !served.includes(address));
}

const pattern = (address: string) => new RegExp(`^${address.replaceAll(/\[\w+\]/g, '[^/]+')}$`);
