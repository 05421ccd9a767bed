import { describe, expect, test } from 'vitest';
import { type Address, allowedBy, isPublic, NameUnknown, resolveTarget, TargetRefused } from './target.ts';

const at = (address: string): Address => ({ address, family: address.includes(':') ? 6 : 4 });
const standsFor =
  (...addresses: string[]) =>
  async () =>
    addresses.map(at);
const nothing = allowedBy('');

test.each([
  ['loopback', '127.0.0.1'],
  ['all of loopback', '127.255.0.9'],
  ['this network', '0.0.0.0'],
  ['private A', '10.1.2.3'],
  ['private B', '172.31.255.255'],
  ['private C', '192.168.0.10'],
  ['shared by a carrier (CGNAT, and the metadata of Alibaba)', '100.100.100.200'],
  ['link-local, and the metadata of most clouds', '169.254.169.254'],
  ['the wire server of Azure', '168.63.129.16'],
  ['protocol assignments, and the metadata of Oracle', '192.0.0.192'],
  ['benchmarks', '198.19.0.1'],
  ['documentation', '203.0.113.7'],
  ['multicast', '224.0.0.251'],
  ['reserved', '255.255.255.255'],
  ['IPv6 loopback', '::1'],
  ['IPv6 unspecified', '::'],
  ['IPv4 mapped', '::ffff:127.0.0.1'],
  ['IPv4 mapped, a public one', '::ffff:8.8.8.8'],
  ['IPv4 compatible', '::7f00:1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['NAT64, local', '64:ff9b:1::7f00:1'],
  ['6to4 of loopback', '2002:7f00:1::'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['unique local, and the metadata of AWS', 'fd00:ec2::254'],
  ['IPv6 link-local', 'fe80::1'],
  ['IPv6 site-local', 'fec0::1'],
  ['IPv6 multicast', 'ff02::fb'],
  ['IPv6 documentation', '2001:db8::1'],
  ['IPv6 discard', '100::1'],
])('an address of %s is not public: %s', (_what, address) => {
  expect(isPublic(at(address))).toBe(false);
});

test.each(['1.1.1.1', '100.63.255.255', '100.128.0.0', '172.32.0.1', '169.253.0.1', '2606:4700::1111', '2a00:1450::1'])(
  'an address of the public internet is: %s',
  (address) => expect(isPublic(at(address))).toBe(true),
);

describe('a target', () => {
  test.each([
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://017700000001/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/',
    'https://localhost./',
  ])('that leads inwards however it is written is refused: %s', async (url) => {
    await expect(resolveTarget(new URL(url), nothing)).rejects.toThrow(TargetRefused);
  });

  test('is refused when any of its addresses is private', async () => {
    const url = new URL('https://rebinding.example/');
    await expect(resolveTarget(url, nothing, standsFor('1.1.1.1', '10.0.0.1'))).rejects.toThrow(/private network/);
    await expect(resolveTarget(url, nothing, standsFor('1.1.1.1', '::1'))).rejects.toThrow(TargetRefused);
    expect(await resolveTarget(url, nothing, standsFor('1.1.1.1'))).toEqual([at('1.1.1.1')]);
  });

  test.each([
    ['http://systems.example/', /https/],
    ['https://systems.example:22/', /ports/],
    ['https://systems.example:6379/', /ports/],
    ['https://me:secret@systems.example/', /user name/],
  ])('of another scheme, port or with a user is refused: %s', async (url, why) => {
    await expect(resolveTarget(new URL(url), nothing, standsFor('1.1.1.1'))).rejects.toThrow(why);
  });

  test('of a name that stands for nothing is no address', async () => {
    await expect(resolveTarget(new URL('https://gone.invalid/'), nothing)).rejects.toThrow(NameUnknown);
    await expect(resolveTarget(new URL('https://a.example/'), nothing, standsFor())).rejects.toThrow(NameUnknown);
  });

  test('that the configuration allows may be private, and plain, on any port; a user name is never', async () => {
    const allowed = allowedBy('Receiver.internal, 10.20.0.0/16 fd12:3456::/32');
    const reach = (url: string, ...addresses: string[]) =>
      resolveTarget(new URL(url), allowed, standsFor(...addresses));
    expect(await reach('http://receiver.internal:9000/', '192.168.1.1')).toEqual([at('192.168.1.1')]);
    expect(await reach('http://any.example/', '10.20.3.4', 'fd12:3456::9')).toHaveLength(2);
    await expect(reach('https://any.example/', '10.20.3.4', '10.21.0.1')).rejects.toThrow(TargetRefused);
    await expect(reach('https://sub.receiver.internal/', '10.0.0.1')).rejects.toThrow(TargetRefused);
    await expect(reach('http://a@receiver.internal/', '192.168.1.1')).rejects.toThrow(/user name/);
  });
});

test('from a demo nothing leaves, and no name is asked for, but what the configuration names', async () => {
  const allowed = allowedBy('systems.example 127.0.0.1', true);
  let asked = 0;
  const resolve = async () => {
    asked++;
    return [at('1.1.1.1')];
  };
  await expect(resolveTarget(new URL('https://other.example/'), allowed, resolve)).rejects.toThrow(/demo/);
  await expect(resolveTarget(new URL('https://1.1.1.1/'), allowed, resolve)).rejects.toThrow(/demo/);
  expect(asked).toBe(0);
  expect(await resolveTarget(new URL('http://systems.example:9000/'), allowed, resolve)).toHaveLength(1);
  expect(await resolveTarget(new URL('http://127.0.0.1:9000/'), allowed, resolve)).toHaveLength(1);
});

test.each(['10.0.0.0/33', '10.0.0/8', 'http://a.example', '::1/x', 'a b_c'])(
  'WEBHOOK_ALLOW says what is wrong with %s',
  (written) => expect(() => allowedBy(written)).toThrow(/WEBHOOK_ALLOW/),
);
