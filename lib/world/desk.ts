import { withdrawChange } from '#lib/changes/withdraw-change.ts';
import { extendWindow } from '#lib/notices/extend-window.ts';
import { by, done, instantOf, type When, type World } from './world.ts';

/** A change withdrawn by the vendor; an hour ago unless given. */
export function withdrawal(world: World, options: When & { changeId: string; reason?: string }) {
  const { changeId, reason = 'The provider changed its offer, so nothing will be sent to it.' } = options;
  return done(withdrawChange, by(world, world.adminId, instantOf(world, options, 1 / 24)), { changeId, reason });
}

/** A window moved to the end of a later day; an hour ago unless given. */
export function extension(
  world: World,
  options: When & { noticeId: string; lastDay: string; scope?: 'one' | 'all_closing_that_day'; reason?: string },
) {
  const { noticeId, lastDay, scope = 'one', reason = 'Asked for, to hear a works council first.' } = options;
  const opening = by(world, world.adminId, instantOf(world, options, 1 / 24));
  return done(extendWindow, opening, { noticeId, lastDay, scope, reason });
}
