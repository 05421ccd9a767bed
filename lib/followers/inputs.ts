import { z } from 'zod';
import { recordId } from '#lib/command/inputs.ts';

/** As it is compared: lower case, without the white space around it. */
export const followerEmail = z
  .string({ error: 'The e-mail address is missing.' })
  .trim()
  .toLowerCase()
  .min(1, 'The e-mail address is missing.')
  .max(254, 'This is longer than an e-mail address can be.')
  .pipe(z.email('This is not an e-mail address. Write it as in name@example.org.'));

/** SHA-256 of a token. */
const tokenHash = z.instanceof(Buffer).refine((hash) => hash.length === 32, 'This is no hash of a token.');

/** What a link of a letter proves: whose mailbox it came to. */
export const followerProof = z.strictObject({ followerId: recordId, tokenHash });
export type FollowerProof = z.infer<typeof followerProof>;

/** `id` and the hash of its token are made by us, and stand where the address is new. `origin`: where the request came from. */
export const followInput = z.strictObject({
  id: recordId,
  tokenHash,
  email: followerEmail,
  origin: z.string().min(1).max(100),
});
export type FollowInput = z.infer<typeof followInput>;
