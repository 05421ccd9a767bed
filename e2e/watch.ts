import type { BrowserContext, ConsoleMessage, Response } from '@playwright/test';

/** What no page may say or do, noted as it happens. */
export class Watch {
  readonly seen: string[] = [];

  follow(context: BrowserContext): void {
    context.on('console', (message) => this.#hear(message));
    context.on('weberror', (error) => this.seen.push(`A script failed: ${error.error().message}`));
    context.on('response', (response) => this.#read(response));
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // said of every answer from 400 on; those that are part of no journey are noted by #read
    if (message.text().startsWith('Failed to load resource')) return;
    // what a letter's frame does not let run or load, the tests' own looking into it among that
    if (message.text().includes(`'${new URL(message.page()?.url() ?? 'http://nowhere').origin}/files/letters/`)) return;
    this.seen.push(`The console says on ${message.page()?.url()}: ${message.text()}`);
  }

  #read(response: Response): void {
    const { pathname } = new URL(response.url());
    const kind = response.request().resourceType();
    const policy = response.headers()['content-security-policy'];
    if (!policy) this.seen.push(`${pathname} came without a Content-Security-Policy.`);
    // e-mail has its styles in it, and its frame has no scripts
    else if (kind === 'document' && /unsafe-inline|unsafe-eval/.test(policy) && !pathname.startsWith('/files/letters/'))
      this.seen.push(`${pathname} came with the policy: ${policy}`);
    if (response.status() >= 500) this.seen.push(`${pathname} was answered with ${response.status()}.`);
    // another test may take the vendor's logo away between a page and its picture
    if (response.status() === 404 && pathname.startsWith('/logo/')) return;
    if (response.status() >= 400 && ['script', 'stylesheet', 'font', 'image'].includes(kind))
      this.seen.push(`${pathname} is part of a page, and was answered with ${response.status()}.`);
  }
}
