import { expect, test } from 'vitest';
import type { EnrollmentReport } from '../../engine/why/enrollment-report.ts';
import { stepFates } from '../../engine/why/step-fates.ts';
import type { StepAttempt } from '../../engine/why/touch-attempts.ts';

const spots = [
  { step: 'settle', inside: [] },
  { step: 'choose', inside: [] },
  { step: 'left', inside: [{ step: 'choose', arm: 'left' }] },
  { step: 'right', inside: [{ step: 'choose', arm: 'right' }] },
  { step: 'in-loop', inside: [{ step: 'loop', arm: 'round' }] },
];
const chose: StepAttempt = {
  at: '2026-03-02T10:00:00.000Z',
  enrollment: 'e',
  step: 'choose',
  round: 1,
  outcome: 'done',
  took: 'left',
  gates: [],
};

test.each<[EnrollmentReport['state'], string[]]>([
  ['completed', ['passed', 'decided', 'passed', 'not-reached', 'not-reached']],
  ['exited', ['not-reached', 'decided', 'not-reached', 'not-reached', 'not-reached']],
  ['failed', ['not-reached', 'decided', 'not-reached', 'not-reached', 'not-reached']],
])('of an enrollment that %s, a wait counts as gone through only where it came to the end', (state, states) => {
  const snapshot = { account: 'a', contacts: [], enrollments: [], tasks: [], usage: undefined as never };
  const fates = stepFates(spots, [{ enrollment: 'e', state }], [chose], { lines: [], snapshot });
  expect(fates.map(fate => fate.state)).toEqual(states);
  expect(fates[3]?.passedBy).toEqual({ step: 'choose', took: 'left' });
});
