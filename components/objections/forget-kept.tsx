'use client';

import { useEffect } from 'react';
import { forgetInTab } from './draft-keeping.ts';

/** The objection is on record: this tab need not keep what was typed for it any more. */
export function ForgetKept({ noticeId }: { noticeId: string }) {
  useEffect(() => forgetInTab(noticeId), [noticeId]);
  return null;
}
