import type { ReportDetails, SurveyWords } from './prompt.ts';

/** Fired on a survey's scale when a score was chosen. A listener that prevents its default asks for words, and then calls `answer`. */
export const scored = 'daymark-score';

export interface Scored {
  words?: SurveyWords;
  answer(words?: ReportDetails): void;
}

/** An event that reaches the page. */
export const upAndOut = { bubbles: true, cancelable: true, composed: true };
