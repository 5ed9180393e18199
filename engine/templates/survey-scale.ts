import { type SurveyKind, surveyScales } from '../definition/prompt-look.ts';

/** Where a mail that asks says that the answers go. */
export const surveyPlace = '[[ survey ]]';

/**
 * A link for each answer, on one line so that lines are counted as the author wrote them. Each is 44 px, as large as a
 * fingertip (WCAG 2.2, 2.5.5), and leads to a page that asks once more: scanners follow links, too. Plain text has the
 * button that stands beside it.
 */
export const surveyScale = (survey: SurveyKind): string => {
  const [from, to] = surveyScales[survey];
  const answers = Array.from({ length: to - from + 1 }, (_, index) => answer(from + index));
  return `<mj-text css-class="not-in-text">${answers.join(' ')}</mj-text>`;
};

const answer = (score: number): string => `<a href="{{ links.answer }}?score=${score}" style="${style}">${score}</a>`;

const style = [
  'display:inline-block',
  'width:44px',
  'height:44px',
  'margin:0 4px 8px 0',
  'border:2px solid #0b6a70',
  'border-radius:10px',
  'font-weight:600',
  'line-height:44px',
  'text-align:center',
  'text-decoration:none',
].join(';');
