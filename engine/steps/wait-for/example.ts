import type { StepExample } from '../step-example.ts';

export const waitForExample: StepExample<'waitFor'> = {
  words: [
    {
      word: '`waitFor(id, …)`',
      options: '`first`, `timeout`, `then?`',
      example:
        "`waitFor('activated', { first: { done: on('Project Created') }, timeout: days(3), then: { timeout: […] } })`",
    },
  ],
  step: {
    first: { done: { kind: 'event', event: 'Project Created', where: [] } },
    timeout: { unit: 'days', amount: 3 },
    then: {},
  },
};
