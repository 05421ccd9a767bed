import { page } from '#lib/auth/reader.ts';

/** Every address that has no page of its own: not found, and told so by a page like any other. */
export default async function NoSuchPage() {
  await page('anyone', async () => undefined);
}
