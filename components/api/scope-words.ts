import type { ApiScope } from '#db/schema/vocabulary.ts';

/** What a token may ask for, in words. */
export const scopeInWords: Record<ApiScope, string> = {
  'authorisations:read': 'Ask whether data may be sent',
  'bounces:write': 'Report which letters bounced or were accepted',
  'cases:read': 'List cases and how they stand',
  'register:read': 'Read the register',
};
