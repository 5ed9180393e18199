import type { StepExample } from '../step-example.ts';

export const escalateExample: StepExample<'escalate'> = {
  words: [
    {
      word: '`escalate(id, …)`',
      options:
        '`severity`, `sla`, `play` or `playbook`, `type?`, `to?`, `contact?`, `raised?`, `evidence?`, `early?`, `outlives?`, `then?`',
      example:
        "`escalate('low-adoption', { type: 'onboarding', severity: 2, sla: businessDays(2), play: 're-onboarding call' })`",
    },
  ],
  step: {
    type: 'onboarding',
    severity: 2,
    sla: { unit: 'businessDays', amount: 2 },
    play: 'call',
    evidence: {},
    early: [],
    then: {},
  },
};
