import { expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { instant, toSecond } from '../../engine/kernel/instant.ts';
import type { EnrollmentReport } from '../../engine/why/enrollment-report.ts';
import { type StepFate, type StepSpot, stepFates } from '../../engine/why/step-fates.ts';
import type { StepAttempt } from '../../engine/why/touch-attempts.ts';

const inLoop = [{ step: 'loop', arm: undefined as unknown as string }];
const spots: StepSpot[] = [
  { step: 'settle', inside: [] },
  { step: 'choose', inside: [] },
  { step: 'left', inside: [{ step: 'choose', arm: 'left' }] },
  { step: 'right', inside: [{ step: 'choose', arm: 'right' }] },
  { step: 'loop', inside: [] },
  { step: 'mail', inside: inLoop },
  { step: 'pause', inside: inLoop },
  { step: 'last', inside: [] },
];

const until = toSecond(instant('2026-04-01T09:00:00Z'));

const decided = (step: string, more: Partial<StepAttempt> = {}): StepAttempt => ({
  ...{ at: '2026-03-02T10:00:00.000Z', enrollment: 'e', step, round: 1, outcome: 'done', gates: [] },
  ...more,
});

const choseLeft = decided('choose', { took: 'left' });

const fatesOf = (state: EnrollmentReport['state'], attempts: readonly StepAttempt[], waitsFor?: string): StepFate[] => {
  const wait = waitsFor === undefined ? undefined : { step: waitsFor, until };
  const enrollment = { id: 'e', ...(wait && { wait }) } as Enrollment;
  const snapshot = { account: 'a', contacts: [], enrollments: [enrollment], tasks: [], usage: undefined as never };
  return stepFates(spots, [{ enrollment: 'e', state }], attempts, { lines: [], snapshot });
};

const came = [choseLeft, decided('mail')];
const twice = [...came, decided('mail', { round: 2 })];

test.each<[string, EnrollmentReport['state'], StepAttempt[], string | undefined, string]>([
  ['waits at the first step', 'in', [], 'settle', 'waiting later later later later later later later'],
  ['has just chosen', 'in', [choseLeft], 'left', 'passed decided waiting not-reached later later later later'],
  [
    'waits for the first round',
    'in',
    [choseLeft],
    'mail',
    'passed decided passed not-reached begun waiting later later',
  ],
  ['waits within a round', 'in', came, 'pause', 'passed decided passed not-reached begun decided waiting later'],
  ['waits for another round', 'in', twice, 'mail', 'passed decided passed not-reached begun decided passed later'],
  ['waits behind the loop', 'in', twice, 'last', 'passed decided passed not-reached passed decided passed waiting'],
  ['is between two waits', 'in', came, undefined, 'passed decided passed not-reached begun decided later later'],
  ['came to the end', 'completed', came, undefined, 'passed decided passed not-reached passed decided passed passed'],
  [
    'left at once',
    'exited',
    [],
    undefined,
    'not-reached not-reached not-reached not-reached not-reached not-reached not-reached not-reached',
  ],
  [
    'left in a wait',
    'exited',
    [choseLeft],
    'left',
    'passed decided not-reached not-reached not-reached not-reached not-reached not-reached',
  ],
  [
    'left in the loop',
    'exited',
    came,
    'pause',
    'passed decided passed not-reached begun decided not-reached not-reached',
  ],
  [
    'failed in the loop',
    'failed',
    came,
    undefined,
    'passed decided passed not-reached begun decided not-reached not-reached',
  ],
])(
  'of an enrollment that %s, each step without a decision says whether it came',
  (_, state, attempts, wait, states) => {
    const fates = fatesOf(state, attempts, wait);
    expect(fates.map(fate => fate.state).join(' ')).toBe(states);
    for (const { step, ...fate } of fates) {
      if (step === wait && fate.state !== 'decided') expect(fate.until).toBe(until);
      if (fate.state === 'not-reached' && step !== wait) expect(fate.until).toBeUndefined();
    }
  },
);

test('a step in an arm that was not taken names the step that led past it', () => {
  const passedBy = fatesOf('completed', came).map(fate => fate.passedBy);
  expect(passedBy.filter(Boolean)).toEqual([{ step: 'choose', took: 'left' }]);
  expect(passedBy[3]).toEqual({ step: 'choose', took: 'left' });
});
