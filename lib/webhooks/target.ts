import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { env } from '#db/env.ts';
import { Obstacle } from '#db/obstacle.ts';

/** An address that a name stands for. */
export interface Address {
  address: string;
  family: 4 | 6;
}

/** What the configuration lets be reached beside the public internet: by name, or by the network of its addresses. */
export interface Allowed {
  hosts: ReadonlySet<string>;
  networks: BlockList;
  /** In demo mode nothing else is reached: nothing leaves. */
  nothingElse: boolean;
}

export type Resolver = (host: string) => Promise<Address[]>;

/** Why an address is not sent to. */
export class TargetRefused extends Error {
  override name = 'TargetRefused';
}

/** The name stands for no address now. */
export class NameUnknown extends Error {
  override name = 'NameUnknown';
}

const PORTS = new Set(['', '443', '8443']);

/** Networks that are no part of the public internet, or answer for the machine that asks, as IANA's registries list them. */
const NEVER = new BlockList();
for (const network of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  // what one cloud answers about its own machines from, although it is a public address
  '168.63.129.16/32',
  // IETF protocols and Teredo, documentation, 6to4
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
])
  add(NEVER, network);

/** All of IPv6 that is given out; so neither mapped, translated, link-local, unique local nor multicast ones are in it. */
const GIVEN_OUT = new BlockList();
add(GIVEN_OUT, '2000::/3');

/**
 * WEBHOOK_ALLOW: names, addresses and networks, with commas or spaces between them.
 * @throws {Obstacle} naming what is none of these
 */
export function allowedBy(written: string, demo = false): Allowed {
  const hosts = new Set<string>();
  const networks = new BlockList();
  for (const entry of written.split(/[\s,]+/).filter(Boolean)) {
    if (isIP(entry) > 0 || entry.includes('/')) {
      if (!add(networks, entry)) throw wrongEntry(entry);
    } else if (/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(entry)) hosts.add(entry.toLowerCase());
    else throw wrongEntry(entry);
  }
  return { hosts, networks, nothingElse: demo };
}

/**
 * What this installation allows.
 * @param demo what its vendor's row says: a demo's database stays one wherever it is taken to
 */
export function allowedHere(demo = false): Allowed {
  const { WEBHOOK_ALLOW, DEMUR_DEMO } = env();
  return allowedBy(WEBHOOK_ALLOW, demo || DEMUR_DEMO === '1');
}

const wrongEntry = (entry: string) =>
  new Obstacle(
    `The environment variable WEBHOOK_ALLOW can't be used: “${entry}” is no host name, address or network (as in 10.20.0.0/16).`,
  );

function add(list: BlockList, network: string): boolean {
  const [address = '', prefix] = network.split('/');
  const family = isIP(address);
  const bits = prefix === undefined ? (family === 4 ? 32 : 128) : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (family === 0 || bits < 0 || bits > (family === 4 ? 32 : 128)) return false;
  list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
  return true;
}

/** Whether an address is one of the public internet. */
export function isPublic({ address, family }: Address): boolean {
  if (NEVER.check(address, family === 4 ? 'ipv4' : 'ipv6')) return false;
  return family === 4 || GIVEN_OUT.check(address, 'ipv6');
}

/**
 * Where an address leads, checked: the connection must go to one of these and to no other, since a name may stand for
 * something else a moment later. Asked when an endpoint is recorded, and before every send.
 * @throws {TargetRefused} for what may not be sent to; its message says why
 * @throws {NameUnknown}
 */
export async function resolveTarget(url: URL, allowed: Allowed, resolve: Resolver = resolveName): Promise<Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(host);
  if (url.username || url.password) throw new TargetRefused('The address holds a user name or a password.');
  if (allowed.nothingElse && family === 0 && !allowed.hosts.has(host)) throw nothingLeaves();
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family: family as 4 | 6 }];
  if (addresses.length === 0) throw new NameUnknown(`${host} stands for no address`);
  const byConfiguration =
    allowed.hosts.has(host) ||
    addresses.every((each) => allowed.networks.check(each.address, each.family === 4 ? 'ipv4' : 'ipv6'));
  if (byConfiguration) return addresses;
  if (allowed.nothingElse) throw nothingLeaves();
  if (url.protocol !== 'https:') throw new TargetRefused('Only https:// is sent to, so that nobody reads along.');
  if (!PORTS.has(url.port)) throw new TargetRefused('Only the ports 443 and 8443 are sent to.');
  if (!addresses.every(isPublic))
    throw new TargetRefused(
      `${host} leads to a private network or to this machine. The installation’s configuration can allow it (WEBHOOK_ALLOW).`,
    );
  return addresses;
}

const nothingLeaves = () =>
  new TargetRefused('This is a demo, from which nothing leaves but to what WEBHOOK_ALLOW names.');

async function resolveName(host: string): Promise<Address[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address, family }) => ({
      address,
      family: family === 6 ? 6 : 4,
    }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new NameUnknown(`${host} can’t be looked up (${code})`);
  }
}
