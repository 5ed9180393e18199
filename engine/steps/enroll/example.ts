import type { StepExample } from '../step-example.ts';

export const enrollExample: StepExample<'enroll'> = {
  words: [{ word: '`enroll(journey, …)`', options: '`id?`', example: "`enroll('renewal')`" }],
  step: { journey: 'welcome-series' },
};
