import { expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { routeOf } from '../../engine/counts/route.ts';
import { flattenSteps } from '../../engine/journey/flatten-steps.ts';
import { spotsIn } from '../../engine/views/why-steps.ts';
import type { EnrollmentReport } from '../../engine/why/enrollment-report.ts';
import { type StepSpot, stepFates } from '../../engine/why/step-fates.ts';
import type { StepAttempt } from '../../engine/why/touch-attempts.ts';
import { shippedProject } from '../support/play-case.ts';

const round = { step: 'loop', arm: 'round' };
const spots: StepSpot[] = [
  { step: 'settle', inside: [] },
  { step: 'choose', inside: [] },
  { step: 'left', inside: [{ step: 'choose', arm: 'left' }] },
  { step: 'right', inside: [{ step: 'choose', arm: 'right' }] },
  { step: 'loop', inside: [] },
  { step: 'some-rounds', inside: [round], isOptional: true },
  { step: 'in-loop', inside: [round] },
  { step: 'last', inside: [] },
];
const at = '2026-03-02T10:00:00.000Z';
const did = (step: string, took?: string): StepAttempt => ({
  ...{ at, enrollment: 'e', step, round: 1, outcome: 'done', gates: [] },
  ...(took !== undefined && { took }),
});
const waited = (step: string, what: string): TimelineLine => ({
  ...{ at, account: 'a', journey: 'j', enrollment: 'e', key: '0.1' },
  entry: { type: 'waited', step, for: what },
});
const told = (
  state: EnrollmentReport['state'],
  decided: readonly StepAttempt[],
  { waits, lines = [] }: { waits?: string; lines?: readonly TimelineLine[] } = {},
) => {
  const wait = { step: waits ?? '', until: '2026-03-09T10:00:00Z' };
  const enrollments = waits === undefined ? [] : [{ id: 'e', wait } as unknown as Enrollment];
  const snapshot = { account: 'a', contacts: [], enrollments, tasks: [], usage: undefined as never };
  return stepFates(spots, [{ enrollment: 'e', state }], decided, { lines, snapshot });
};

const chose = did('choose', 'left');

test.each<[EnrollmentReport['state'], StepAttempt[], string | undefined, string]>([
  ['completed', [chose], undefined, 'passed decided passed not-reached passed not-reached not-reached passed'],
  [
    'exited',
    [],
    undefined,
    'not-reached not-reached not-reached not-reached not-reached not-reached not-reached not-reached',
  ],
  [
    'exited',
    [chose],
    undefined,
    'passed decided not-reached not-reached not-reached not-reached not-reached not-reached',
  ],
  [
    'failed',
    [chose],
    undefined,
    'passed decided not-reached not-reached not-reached not-reached not-reached not-reached',
  ],
  [
    'exited',
    [chose, did('in-loop')],
    undefined,
    'passed decided not-reached not-reached within not-reached decided not-reached',
  ],
  [
    'exited',
    [chose, did('last')],
    undefined,
    'passed decided not-reached not-reached passed not-reached not-reached decided',
  ],
  ['in', [], 'settle', 'waiting later later later later later later later'],
  ['in', [chose], 'left', 'passed decided waiting not-reached later later later later'],
  ['in', [chose], 'in-loop', 'passed decided later not-reached within later waiting later'],
  ['in', [chose, did('in-loop')], 'last', 'passed decided later not-reached passed later decided waiting'],
])(
  'of an enrollment that is %s after %j, waiting for %j, each step says how far it came',
  (state, decided, waits, states) => {
    const fates = told(state, decided, waits === undefined ? {} : { waits });
    expect(fates.map(fate => fate.state).join(' ')).toBe(states);
  },
);

test.each<[EnrollmentReport['state'], string]>([
  ['exited', 'passed decided not-reached not-reached within not-reached not-reached not-reached'],
  ['failed', 'passed decided not-reached not-reached within not-reached not-reached not-reached'],
])('what an enrollment waited for when it %s was due then, and it came that far', (state, states) => {
  const fates = told(state, [chose], { waits: 'in-loop' });
  expect(fates.map(fate => fate.state).join(' ')).toBe(states);
  expect(fates.flatMap(({ step, until }) => (until === undefined ? [] : [`${step} ${until}`]))).toEqual([
    'in-loop 2026-03-09T10:00:00Z',
  ]);
});

test('a step of the way that was not taken says which was', () => {
  expect(told('completed', [chose])[3]?.passedBy).toEqual({ step: 'choose', took: 'left' });
});

test('the end of a wait, which nothing but the timeline tells of, says where the account went on', () => {
  const [, choose, left, right] = told('exited', [], { lines: [waited('choose', 'right')] });
  expect(choose).toMatchObject({ state: 'decided', attempts: [{ at, took: 'right', outcome: 'done' }] });
  expect(left).toMatchObject({ state: 'not-reached', passedBy: { step: 'choose', took: 'right' } });
  expect(right).not.toHaveProperty('passedBy');
});

test('the end of a wait that is known already is told once', () => {
  const [, choose] = told('exited', [chose], { lines: [waited('choose', 'left')] });
  expect(choose?.attempts).toEqual([chose]);
});

test('a loop is around its steps for the console as well as for the terminal', async () => {
  const { journeys } = await shippedProject();
  let loops = 0;
  for (const { definition } of journeys) {
    const shown = new Map(spotsIn(routeOf(definition).steps).map(({ step, inside }) => [step, inside]));
    for (const { step, inside } of flattenSteps(definition.steps)) {
      for (const outer of inside) {
        if (outer.step.kind !== 'every') continue;
        loops++;
        expect(shown.get(step.id)).toContainEqual({ step: outer.step.id, arm: outer.arm });
      }
    }
  }
  expect(loops).toBeGreaterThan(0);
});
