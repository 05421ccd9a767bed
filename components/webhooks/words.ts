import type { Tone } from '#components/ui/tone.ts';
import type { WebhookFailure, WebhookKind, WebhookMessageKind } from '#db/schema/vocabulary.ts';
import type { WebhookState } from '#lib/webhooks/webhook.ts';

/** What an endpoint is told of, in words. */
export const kindInWords: Record<WebhookMessageKind, string> = {
  'notice.given': 'A notice was given',
  'objection.filed': 'An objection was filed',
  'objection.resolved': 'An objection was resolved',
  'authorisation.changed': 'An authorisation may have changed',
  'webhook.test': 'A test',
};

/** The kinds that may be chosen, each with what it tells. */
export const kindHints: Record<WebhookKind, string> = {
  'notice.given': 'One message for each subscriber that is given notice.',
  'objection.filed': 'In time or late, by the subscriber or as you recorded it.',
  'objection.resolved': 'A decision, and one that replaces another.',
  'authorisation.changed': 'By what was recorded or by the clock alone. Ask over the API for the present answer.',
};

export const stateInWords: Record<WebhookState, { word: string; tone: Tone }> = {
  working: { word: 'Working', tone: 'good' },
  failing: { word: 'Failing', tone: 'bad' },
  paused: { word: 'Paused', tone: 'warn' },
  disabled: { word: 'Disabled: gone', tone: 'bad' },
  ended: { word: 'Removed', tone: 'neutral' },
};

/** Why a try was not taken. */
export function failureInWords(failure: WebhookFailure, code: number | null): string {
  switch (failure) {
    case 'status':
      return code !== null && code >= 300 && code < 400
        ? `It answered ${code}: it leads elsewhere, which is not followed`
        : `It answered ${code}`;
    case 'timeout':
      return 'No answer in time';
    case 'connection':
      return 'The connection failed';
    case 'name':
      return 'Its name stands for no address';
    case 'target':
      return 'Not sent: the address may not be sent to';
    case 'secret':
      return 'Not sent: its secret can’t be read';
  }
}
