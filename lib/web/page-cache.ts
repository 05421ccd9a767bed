import { createHash } from 'node:crypto';
import type { CacheHandler, CacheHandlerValue } from 'next/dist/server/lib/incremental-cache/index.js';
import { pagePolicy } from './content-policy.ts';
import { askPublicVersion, publicVersion, publicVersionAway } from './public-version.ts';

/** Of all pages together: some hundred entries. Whoever asks for addresses that lead nowhere fills no more than that. */
const MOST_CHARACTERS = 32_000_000;

interface Kept {
  /** The public version that the page was read at. */
  version: string;
  characters: number;
  entry: CacheHandlerValue;
}

/** The pages of this process, the one not asked for the longest first. */
const pages = new Map<string, Kept>();
let characters = 0;

/**
 * Where Next keeps the public register's pages: in this process, for as long as the version that they were read at is
 * the current one, and while the database is away whatever their version. Each is sent with a policy that names its own scripts, also when it has just been made. Next makes
 * one of these for every request.
 */
export default class PageCache implements Pick<CacheHandler, keyof CacheHandler> {
  async get(key: string): Promise<CacheHandlerValue | null> {
    const kept = pages.get(key);
    if (!kept || (kept.version !== publicVersion() && !publicVersionAway())) return null;
    forget(key);
    keep(key, kept);
    return kept.entry;
  }

  async set(...[key, value, context]: Parameters<CacheHandler['set']>): Promise<void> {
    if (value?.kind !== 'APP_PAGE') return;
    const html = String(value.html);
    // Next sends this very value when it has been kept.
    value.headers = {
      ...value.headers,
      'content-security-policy': pagePolicy(inlineScripts(html).map(hashed)),
      // Of the page, weak because it may go packed; the same page as data for the router bears none.
      etag: `W/"${createHash('sha256').update(html).digest('base64url')}"`,
      // Whoever stands between may keep it, and must ask each time whether it is still so.
      'cache-control': 'public, max-age=0, must-revalidate',
    };
    const version = /<meta name="demur-public-version" content="(\w+)"/.exec(html)?.[1];
    if (!version) return;
    if (version !== publicVersion()) void askPublicVersion();
    forget(key);
    keep(key, {
      version,
      characters: html.length,
      entry: {
        value,
        lastModified: performance.timeOrigin + performance.now(),
        ...('cacheControl' in context && context.cacheControl ? { cacheControl: context.cacheControl } : {}),
      },
    });
    for (const oldest of pages.keys()) {
      if (characters <= MOST_CHARACTERS) break;
      forget(oldest);
    }
  }

  async revalidateTag(): Promise<void> {}

  resetRequestCache(): void {}
}

function keep(key: string, kept: Kept): void {
  pages.set(key, kept);
  characters += kept.characters;
}

function forget(key: string): void {
  characters -= pages.get(key)?.characters ?? 0;
  pages.delete(key);
}

/** What stands between the tags of each script that is not fetched, byte for byte. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
}

const hashed = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
