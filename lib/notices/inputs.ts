import { z } from 'zod';
import { recordId } from '#lib/command/inputs.ts';
import { text } from '#lib/command/text.ts';

export const aboutNotice = z.object({ noticeId: recordId });

/** Made by the form when it is opened: sent twice, said once. */
export const idempotencyKey = z.uuid('This form can’t be sent twice: load the page again.');

/** The most that one message may say, in code points. */
export const MESSAGE_LIMIT = 20_000;

const said = (label: string) => ({ idempotencyKey, body: text({ label, max: MESSAGE_LIMIT }) });

export const messageInput = z.object({ noticeId: recordId, ...said('Your message') });
export const questionInput = z.object({ noticeId: recordId, ...said('Your question') });
export const moreTimeInput = z.object({ noticeId: recordId, ...said('Why you need more time') });
export const concernInput = z.object({ changeId: recordId, ...said('Your concern') });
