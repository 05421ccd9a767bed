import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** What one privacy admin asked another to look at, and what came of it. */
export interface Approval {
  approvalId: string;
  /** The draft as it was asked about: the hash of its content in hex, and the version of the register it was against. */
  contentSha256: string;
  againstVersion: number;
  askedBy: string;
  askedByName: string;
  askedAt: Instant;
  answer: 'approved' | 'sent_back' | 'lapsed' | null;
  answeredBy: string | null;
  answeredByName: string | null;
  answeredAt: Instant | null;
  /** Why it was sent back. */
  reason: string | null;
}

/** The draft and the register as they stand now. */
export interface Approvable {
  contentSha256: string;
  againstVersion: string;
  /** Ids of all who have written on the draft. */
  authors: readonly string[];
  latest: number;
}

/** `void`: asked or approved, but of a draft or against a register that has changed since. */
export type ApprovalState = 'none' | 'asked' | 'approved' | 'sent_back' | 'void';

/** Where the approval of a draft stands. An approval is of one content against one register, by nobody who wrote on it. */
export function approvalState(approval: Approval | null, now: Approvable): ApprovalState {
  if (!approval || approval.answer === 'lapsed') return 'none';
  if (approval.answer === 'sent_back') return 'sent_back';
  if (hasMoved(approval, now)) return 'void';
  if (approval.answer === null) return 'asked';
  return approval.answeredBy !== null && now.authors.includes(approval.answeredBy) ? 'void' : 'approved';
}

function hasMoved({ contentSha256, againstVersion }: Approval, now: Approvable): boolean {
  return (
    contentSha256 !== now.contentSha256 || againstVersion !== now.latest || now.againstVersion !== String(now.latest)
  );
}

/** Whether somebody may approve a draft, or send it back: an other than those who wrote on it or asked. */
export function refuseApprover(userId: string, { askedBy }: Approval, { authors }: Approvable): Refusal | undefined {
  if (userId === askedBy) return refuse('own_draft', 'You asked for this approval. Another privacy admin gives it.');
  if (authors.includes(userId))
    return refuse('own_draft', 'You wrote on this draft, so another privacy admin has to approve it.');
  return undefined;
}

/** What publishing waits for where the vendor asks for four eyes. */
export function refuseUnapproved(fourEyes: boolean, state: ApprovalState): Refusal | undefined {
  if (!fourEyes || state === 'approved') return undefined;
  const sentences: Record<Exclude<ApprovalState, 'approved'>, string> = {
    none: 'Another privacy admin approves this before it is published. Ask for approval first.',
    asked: 'Another privacy admin has been asked and has not approved this yet.',
    sent_back: 'This was sent back. Change it, and ask for approval again.',
    void: 'The draft or the register has changed since approval was asked for. Ask again.',
  };
  return refuse('approval_needed', sentences[state]);
}
