import { carriedOver, changeWithdrawn, superseded } from './changes/ended.ts';
import { followConfirmation, registerPublished } from './changes/following.ts';
import { notice } from './changes/notice.ts';
import { reminder } from './changes/reminder.ts';
import { responseOverdue } from './changes/response-overdue.ts';
import { serviceAuthorised } from './changes/service-authorised.ts';
import { weeklyDigest } from './changes/weekly-digest.ts';
import { windowExtended } from './changes/window-extended.ts';

/** Who writes the letters on changes and their windows, to those who follow the register, and to the desk. */
export const writersOfChanges = {
  notice,
  reminder,
  window_extended: windowExtended,
  superseded,
  carried_over: carriedOver,
  change_withdrawn: changeWithdrawn,
  service_authorised: serviceAuthorised,
  follow_confirmation: followConfirmation,
  register_published: registerPublished,
  response_overdue: responseOverdue,
  weekly_digest: weeklyDigest,
};
