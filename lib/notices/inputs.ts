import { z } from 'zod';
import { recordId } from '#lib/command/inputs.ts';

export { recordId };

export const aboutNotice = z.object({ noticeId: recordId });
