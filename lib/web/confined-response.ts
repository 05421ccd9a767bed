import { type IncomingMessage, ServerResponse } from 'node:http';
import { NO_PAGE } from './content-policy.ts';

const POLICY = 'content-security-policy';
const FAULT = 'This page could not be made. The fault is on our side: try again in a moment.\n';

/**
 * An answer that does not go out without a Content-Security-Policy: what nobody has given one gets the strictest. Under
 * that a page would be blank, so one that could not be made goes out as a sentence. And a page that the reader has by its
 * tag is not sent again.
 */
export class ConfinedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  #inWords = false;

  override writeHead(status: number, ...more: unknown[]): this {
    if (!this.hasHeader(POLICY)) {
      this.#inWords = status >= 500 && this.#isPage();
      this.setHeader(POLICY, NO_PAGE);
    }
    // what a kept page is as data has the page's headers, but is not the page
    if (/^text\/x-component\b/.test(String(this.getHeader('content-type')))) this.removeHeader('etag');
    if (this.#inWords) {
      for (const name of ['content-length', 'content-encoding', 'etag']) this.removeHeader(name);
      this.setHeader('content-type', 'text/plain; charset=utf-8');
    }
    if (!this.#isHeld(status)) return super.writeHead(status, ...(more as []));
    for (const name of ['content-length', 'content-encoding', 'content-type']) this.removeHeader(name);
    return super.writeHead(304);
  }

  override write(...sent: unknown[]): boolean {
    this.#decide();
    return this.#inWords || super.write(...(sent as [string]));
  }

  override end(...sent: unknown[]): this {
    this.#decide();
    return this.#inWords ? super.end(FAULT) : super.end(...(sent as [string]));
  }

  /** Writes the head of what goes out in words now: once the page's first bytes are under way it is too late. */
  #decide(): void {
    if (!this.headersSent && this.statusCode >= 500 && this.#isPage() && !this.hasHeader(POLICY))
      this.writeHead(this.statusCode);
  }

  /** Whether the reader said by If-None-Match that it has this very page (RFC 9110, 13.1.2: tags compare weakly). */
  #isHeld(status: number): boolean {
    const tag = this.getHeader('etag');
    const { method, headers } = this.req;
    if (status !== 200 || !tag || (method !== 'GET' && method !== 'HEAD') || !this.#isPage()) return false;
    const held = headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
    return held.includes('*') || held.includes(String(tag).replace(/^W\//, ''));
  }

  #isPage(): boolean {
    return /^text\/html\b/.test(String(this.getHeader('content-type')));
  }
}
