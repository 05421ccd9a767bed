import type { Tone } from '#components/ui/tone.ts';
import type { ChangeKind, Outcome } from '#db/schema/vocabulary.ts';

/** A notice's outcome in a word or two, for a chip; what it means is said beside it. */
export const OUTCOME_CHIP: Record<Outcome, { word: string; tone: Tone }> = {
  open: { word: 'Open', tone: 'accent' },
  objected: { word: 'Objected', tone: 'warn' },
  accepted: { word: 'No objection', tone: 'neutral' },
  deemed_accepted: { word: 'Treated as accepted', tone: 'neutral' },
  not_authorised: { word: 'Not authorised', tone: 'bad' },
  notice_unproven: { word: 'Notice not shown', tone: 'warn' },
  superseded: { word: 'Superseded', tone: 'neutral' },
  change_withdrawn: { word: 'Change withdrawn', tone: 'neutral' },
  not_concerned: { word: 'Does not concern you', tone: 'neutral' },
};

/** What kind of change it is. */
export const KIND_NAME: Record<ChangeKind, string> = {
  addition: 'New sub-processor',
  replacement: 'Replacement',
  location: 'Change of location',
  data_categories: 'Change of data',
  purpose: 'Change of purpose',
  removal: 'Removal',
};
