import { beforeEach, expect, test, vi } from 'vitest';
import PageCache from './page-cache.ts';
import { askPublicVersion, publicVersion, publicVersionAway } from './public-version.ts';

vi.mock('./public-version.ts', () => ({
  publicVersion: vi.fn(() => 'one'),
  publicVersionAway: vi.fn(() => false),
  askPublicVersion: vi.fn(),
}));

beforeEach(() => vi.mocked(publicVersion).mockReturnValue('one'));

type Value = Parameters<PageCache['set']>[1];

function pageOf(version: string | null, scripts = ''): Extract<Value, { kind: 'APP_PAGE' }> {
  const meta = version === null ? '' : `<meta name="demur-public-version" content="${version}"/>`;
  const html = `<html><head>${meta}<script src="/a.js" async=""></script></head><body>${scripts}</body></html>`;
  const kind = 'APP_PAGE' as Extract<Value, { html: string; rscData: unknown }>['kind'];
  return { kind, html, rscData: undefined, headers: {}, postponed: undefined, status: 200, segmentData: undefined };
}

async function keep(key: string, value: Value): Promise<void> {
  await new PageCache().set(key, value, { isFallback: false, cacheControl: { revalidate: false, expire: undefined } });
}

const kept = (key: string) => new PageCache().get(key);

test('a page is kept for as long as the version that it was read at is the current one', async () => {
  const page = pageOf('one');
  await keep('/register', page);
  expect((await kept('/register'))?.value).toBe(page);
  vi.mocked(publicVersion).mockReturnValue('two');
  expect(await kept('/register')).toBeNull();
});

test('while the database is away a page is served whatever its version: it could not be made anew', async () => {
  await keep('/register', pageOf('one'));
  vi.mocked(publicVersion).mockReturnValue('two');
  vi.mocked(publicVersionAway).mockReturnValue(true);
  expect(await kept('/register')).not.toBeNull();
  vi.mocked(publicVersionAway).mockReturnValue(false);
  expect(await kept('/register')).toBeNull();
});

test('a page read at a version that this process has not heard of is kept for when it has, and it asks', async () => {
  await keep('/register', pageOf('two'));
  expect(askPublicVersion).toHaveBeenCalledOnce();
  expect(await kept('/register')).toBeNull();
  vi.mocked(publicVersion).mockReturnValue('two');
  expect(await kept('/register')).not.toBeNull();
});

test('a page that bears no version is not kept, and has its policy all the same', async () => {
  const page = pageOf(null, '<script>alert(1)</script><script id="b">é</script>');
  await keep('/elsewhere', page);
  expect(await kept('/elsewhere')).toBeNull();
  // of the scripts' text, by `openssl dgst -sha256 -binary | base64`
  expect(page.headers?.['content-security-policy']).toContain(
    "script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'sha256-SplVfkAzw1Od4utlRyAXytX5VX96BiWgnxw/biumnEw=';",
  );
});

test('pages that nobody asks for make room for others', async () => {
  await keep('/asked', pageOf('one'));
  for (let place = 0; place < 40; place += 1) {
    await keep(`/${place}`, pageOf('one', ' '.repeat(1_000_000)));
    expect(await kept('/asked')).not.toBeNull();
  }
  expect(await kept('/0')).toBeNull();
  expect(await kept('/39')).not.toBeNull();
});
