import type { ReportDetails, SurveyWords } from './prompt.ts';

/** Fired on a survey's scale when a score is chosen. Listeners may prevent the default, ask more, and call `answer`. */
export const scored = 'daymark-score';

export interface Scored {
  words?: SurveyWords;
  answer(words?: ReportDetails): void;
}

/** Options of an event that reaches the page. */
export const upAndOut = { bubbles: true, cancelable: true, composed: true };
