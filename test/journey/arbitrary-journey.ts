import fc from 'fast-check';
import type { Anchor } from '../../engine/definition/anchor.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Step, StepKind } from '../../engine/definition/step.ts';
import { taskOutcomes } from '../../engine/definition/task.ts';
import { contentHash } from '../../engine/journey/content-hash.ts';
import type { Duration } from '../../engine/kernel/duration.ts';
import { stepExamples } from '../../engine/steps/example-of.ts';
import { event, policy, templates } from './plain-journey.ts';

/** Templates that random journeys use. */
export const arbitraryTemplates = templates;

/**
 * Random journeys of all step kinds that `daymark check` has no error for: dates in order, loops bounded, no step
 * without a way to it, at most a year long. Step ids say the kind: `email-1`, `wait-for-2`.
 */
export const arbitraryJourney = (): fc.Arbitrary<JourneyDefinition> =>
  fc
    .record({
      byDate: fc.boolean(),
      steps: fc.array(fc.tuple(placement, step(2)), { minLength: 1, maxLength: 6 }),
      last: fc.option(leaves.exit, { nil: undefined }),
      goal: maybe(condition),
      audience: maybe(condition),
      missed: fc.constantFrom('skip' as const, 'send' as const),
    })
    .map(({ byDate, steps, last, goal, audience, missed }) => {
      const content: Omit<JourneyDefinition, 'hash'> = {
        format: 1,
        id: 'random',
        title: 'Random',
        enroll: byDate ? { kind: 'date', attribute: 'renewalAt', days: firstDate + 1 } : event('Account Created'),
        reenroll: byDate ? { kind: 'term' } : { kind: 'afterEnd' },
        exit: [event('Account Deleted')],
        priority: 100,
        policy: { ...policy, missed },
        steps: withIds([
          ...inOrder(steps, byDate),
          ...(steps.length % 2 === 0 ? further : []),
          ...(last ? [last] : []),
        ]),
        ...(goal && { goal }),
        ...(audience && { audience }),
      };
      return { ...content, hash: contentHash(content) };
    });

/** Before the date, for journeys that count back from one. */
const firstDate = 90;

type Placement =
  | { kind: 'later'; days: number }
  | { kind: 'same' }
  | { kind: 'none' }
  | Extract<Anchor, { kind: 'after' }>;

/** Every step of a random journey has an empty id until all are there. */
type Draft = Step;

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const duration: fc.Arbitrary<Duration> = fc.record({
  unit: fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const, 'businessDays' as const),
  amount: fc.integer({ min: 1, max: 5 }),
});

const placement: fc.Arbitrary<Placement> = fc.oneof(
  fc.record({ kind: fc.constant('later' as const), days: fc.integer({ min: 1, max: 14 }) }),
  fc.constant({ kind: 'same' as const }),
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constant('after' as const), duration }),
);

const condition: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  { kind: 'attribute', name: 'arr', comparison: 'above', value: 10_000 },
  { kind: 'used', feature: 'projects', event: 'Project Created', window: { kind: 'sinceEnrollment' } },
  { kind: 'count', event: 'Task Completed', window: { kind: 'within', days: 30 }, comparison: 'atLeast', value: 3 },
  { kind: 'not', of: { kind: 'openTask', type: 'risk' } },
);

const guards = fc.record({ when: maybe(condition), unless: maybe(condition) }).map(withoutUndefined);

const events = ['Project Created', 'Task Completed', 'payment.recovered'];

/** The step that its kind has as an example. */
const example = (kind: StepKind): fc.Arbitrary<Draft> =>
  fc.constant({ kind, id: '', ...stepExamples[kind].step } as Draft);

const leaves = {
  email: fc
    .constantFrom('welcome', 'payment-failed')
    .map(template => draft('email', { template, to: { roles: ['admin'] }, data: {} })),
  prompt: example('prompt'),
  slack: example('slack'),
  webhook: example('webhook'),
  wait: duration.map(duration => draft('wait', { duration })),
  update: example('update'),
  assign: example('assign'),
  moveGoal: example('moveGoal'),
  enroll: example('enroll'),
  exit: example('exit'),
};

/** Steps of kinds that have no draw of their own here. They end every other journey, so that adding one moves no draw of others. */
const further = (Object.keys(stepExamples) as StepKind[])
  .filter(kind => !(kind in leaves) && !['branch', 'experiment', 'waitFor', 'escalate', 'every'].includes(kind))
  .map((kind): Draft => ({ kind, id: '', ...stepExamples[kind].step }) as Draft);

const leaf: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 4, arbitrary: leaves.email },
  leaves.prompt,
  leaves.slack,
  leaves.webhook,
  leaves.wait,
  leaves.update,
  leaves.moveGoal,
  leaves.assign,
  leaves.enroll,
);

const step = (depth: number): fc.Arbitrary<Draft> => {
  const plain = depth === 0 ? leaf : fc.oneof({ weight: 3, arbitrary: leaf }, nested(depth - 1));
  return fc
    .tuple(plain, fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, guards))
    .map(([step, guards]) => ({ ...step, ...guards }));
};

/** An arm may end the journey. */
const arm = (depth: number, minLength = 0): fc.Arbitrary<Draft[]> =>
  fc
    .tuple(
      fc.array(fc.tuple(relative, step(depth)), { minLength, maxLength: 2 }),
      fc.option(leaves.exit, { freq: 6, nil: undefined }),
    )
    .map(([steps, exit]) => [...steps.map(([at, step]) => ({ ...step, ...at })), ...(exit ? [exit] : [])]);

const relative: fc.Arbitrary<{ at?: Anchor }> = fc.oneof(
  fc.constant({}),
  duration.map(duration => ({ at: { kind: 'after' as const, duration } })),
);

const nested = (depth: number): fc.Arbitrary<Draft> =>
  fc.oneof(
    fc
      .tuple(condition, fc.array(step(depth), { minLength: 1, maxLength: 2 }), arm(depth))
      .map(([condition, steps, otherwise]) =>
        draft('branch', { cases: [{ name: 'then', condition, steps }], otherwise }),
      ),
    fc
      .tuple(fc.array(step(depth), { minLength: 1, maxLength: 2 }), arm(depth), fc.integer({ min: 0, max: 2 }))
      .map(([a, b, holdout]) =>
        draft('experiment', {
          holdout,
          variants: [
            { name: 'a', weight: 1, steps: a },
            { name: 'b', weight: 2, steps: b },
          ],
        }),
      ),
    fc
      .tuple(fc.subarray(events, { minLength: 1 }), duration, arm(depth, 1), arm(depth))
      .map(([events, timeout, first, last]) =>
        draft('waitFor', {
          first: Object.fromEntries(events.map((name, index) => [edges[index] ?? name, event(name)])),
          timeout,
          then: Object.fromEntries([
            ...events.map((name, index) => [edges[index] ?? name, index === 0 ? first : []]),
            ['timeout', last],
          ]),
        }),
      ),
    fc
      .tuple(
        duration,
        fc.option(arm(depth), { nil: undefined }),
        fc.option(arm(depth, 1), { nil: undefined }),
        fc.constantFrom(...taskOutcomes),
      )
      .map(([sla, resolved, breached, outcome]) =>
        draft('escalate', {
          type: 'onboarding',
          severity: 2,
          sla,
          play: 'call',
          evidence: {},
          early: [],
          then: { ...(resolved && { [outcome]: resolved }), ...(breached && { breached }) },
        }),
      ),
    fc
      .tuple(
        duration,
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.tuple(relative, step(depth)), { minLength: 1, maxLength: 2 }),
      )
      .map(([interval, times, steps]) =>
        draft('every', { interval, times, steps: steps.map(([at, step]) => ({ ...step, ...at })) }),
      ),
  );

const edges = ['used', 'finished', 'paid'];

function draft<Kind extends StepKind>(kind: Kind, fields: Omit<Extract<Step, { kind: Kind }>, 'kind' | 'id'>): Draft {
  return { kind, id: '', ...fields } as unknown as Draft; // the fields are those of the kind
}

/** Dates follow each other: days count up, days before a date count down. */
const inOrder = (steps: readonly (readonly [Placement, Draft])[], byDate: boolean): Draft[] => {
  let day = 0;
  return steps.map(([placement, step]) => {
    if (placement.kind === 'none') return step;
    if (placement.kind === 'after') return { ...step, at: placement };
    if (placement.kind === 'later') day += placement.days;
    return {
      ...step,
      at: byDate ? { kind: 'before', attribute: 'renewalAt', days: firstDate - day } : { kind: 'day', day },
    };
  });
};

const withIds = (steps: readonly Draft[]): Step[] => {
  let count = 0;
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    if (typeof value !== 'object' || value === null) return value;
    const kind = 'id' in value && value.id === '' && 'kind' in value ? String(value.kind) : undefined;
    const id = kind && `${kind.replace('waitFor', 'wait-for')}-${++count}`;
    return { ...Object.fromEntries(Object.entries(value).map(([key, part]) => [key, named(part)])), ...(id && { id }) };
  };
  return named(steps) as Step[]; // only ids were added
};

function withoutUndefined<T extends object>(record: T): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<T>;
}
