import type { StepExample } from '../step-example.ts';

export const moveGoalExample: StepExample<'moveGoal'> = {
  words: [
    {
      word: '`moveGoal(id, goal, { by })`',
      options: 'more time for a goal, from its own day on; what waits for that day moves, too',
      example: "`moveGoal('more-time', 'launch', { by: weeks(2) })`",
    },
  ],
  step: { goal: 'launch', target: 'renewalAt', days: 7 },
};
