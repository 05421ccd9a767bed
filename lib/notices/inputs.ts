import { z } from 'zod';

/** A record's id, as it comes from an address or a form. */
export const recordId = z.uuid('This is not the id of a record.');

export const aboutNotice = z.object({ noticeId: recordId });
