import type { z } from 'zod';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command } from '#lib/command/command.ts';
import { withdrawalInput } from './inputs.ts';
import {
  lockChange,
  refuseWithdrawal,
  saveWithdrawal,
  type Withdrawable,
  type Withdrawal,
  withdrawable,
  withdrawal,
} from './withdrawal.ts';

/** The vendor withdraws a change that is in force for nobody, with a reason, for everyone. */
export const withdrawChange: Command<
  z.infer<typeof withdrawalInput>,
  Withdrawable,
  Withdrawal,
  { changeId: string; objectionsEnded: number },
  VendorActor
> = {
  name: 'withdraw-change',
  input: withdrawalInput,
  lock: (tx, { changeId }) => lockChange(tx, changeId),
  load: (tx, { changeId }) => withdrawable(tx, changeId),
  decide: (change, { reason }, { now }) => refuseWithdrawal(change, now) ?? withdrawal(change, reason, now),
  save: (tx, decided, { now, actor }) => saveWithdrawal(tx, decided, actor.userId, now),
  result: ({ changeId, ended }) => ({ changeId, objectionsEnded: ended.length }),
};
