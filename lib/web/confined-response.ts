import { type IncomingMessage, ServerResponse } from 'node:http';
import { NO_PAGE } from './content-policy.ts';

const POLICY = 'content-security-policy';
const FAULT = 'This page could not be made. The fault is on our side: try again in a moment.\n';

/**
 * An answer that does not go out without a Content-Security-Policy: what nobody has given one gets the strictest. Under
 * that a page would be blank, so one that could not be made goes out as a sentence.
 */
export class ConfinedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  #inWords = false;

  override writeHead(status: number, ...more: unknown[]): this {
    if (!this.hasHeader(POLICY)) {
      this.#inWords = status >= 500 && this.#isPage();
      this.setHeader(POLICY, NO_PAGE);
    }
    if (this.#inWords) {
      for (const name of ['content-length', 'content-encoding', 'etag']) this.removeHeader(name);
      this.setHeader('content-type', 'text/plain; charset=utf-8');
    }
    return super.writeHead(status, ...(more as []));
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

  #isPage(): boolean {
    return /^text\/html\b/.test(String(this.getHeader('content-type')));
  }
}
