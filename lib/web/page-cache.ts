import { createHash } from 'node:crypto';
import type { CacheHandler, CacheHandlerValue } from 'next/dist/server/lib/incremental-cache/index.js';
import { pagePolicy } from './content-policy.ts';
import { askPublicVersion, publicVersion } from './public-version.ts';

/** As many pages as a large register has; an address that nobody published costs a place and no more. */
const MOST_PAGES = 1000;

interface Kept {
  /** The public version that the page was read at. */
  version: string;
  entry: CacheHandlerValue;
}

/** The pages of this process, the one kept longest ago first. */
const pages = new Map<string, Kept>();

/**
 * Where Next keeps the public register's pages: in this process, for as long as the version that they were read at is
 * the current one. Each is sent with a policy that names its own scripts, also when it has just been made. Next makes
 * one of these for every request.
 */
export default class PageCache implements Pick<CacheHandler, keyof CacheHandler> {
  async get(key: string): Promise<CacheHandlerValue | null> {
    const kept = pages.get(key);
    return kept && kept.version === publicVersion() ? kept.entry : null;
  }

  async set(...[key, value, context]: Parameters<CacheHandler['set']>): Promise<void> {
    if (value?.kind !== 'APP_PAGE') return;
    const html = String(value.html);
    // Next sends this very value when it has been kept.
    value.headers = {
      ...value.headers,
      'content-security-policy': pagePolicy(inlineScripts(html).map(hashed)),
      // Whoever stands between may keep it, and must ask each time whether it is still so.
      'cache-control': 'public, max-age=0, must-revalidate',
    };
    const version = /<meta name="demur-public-version" content="(\w+)"/.exec(html)?.[1];
    if (!version) return;
    if (version !== publicVersion()) void askPublicVersion();
    pages.delete(key);
    pages.set(key, {
      version,
      entry: {
        value,
        lastModified: performance.timeOrigin + performance.now(),
        ...('cacheControl' in context && context.cacheControl ? { cacheControl: context.cacheControl } : {}),
      },
    });
    for (const oldest of pages.keys()) {
      if (pages.size <= MOST_PAGES) break;
      pages.delete(oldest);
    }
  }

  async revalidateTag(): Promise<void> {}

  resetRequestCache(): void {}
}

/** What stands between the tags of each script that is not fetched, byte for byte. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
}

const hashed = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
