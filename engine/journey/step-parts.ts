import type { Audience } from '../definition/audience.ts';
import type { Condition, Value } from '../definition/condition.ts';
import type { Step, StepKind, StepOf } from '../definition/step.ts';
import { type TaskType, taskOutcomes } from '../definition/task.ts';
import type { Duration } from '../kernel/duration.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';

/** One way on from a step. `otherwise` of an escalation stands for every outcome that has no steps of its own. */
export interface Arm {
  name: string;
  steps: readonly Step[];
}

/** What a step is made of. Checks, the drawing and the English ask this instead of asking for the step's kind. */
export interface StepParts {
  arms: readonly Arm[];
  conditions: Readonly<Record<string, Condition>>;
  values: Readonly<Record<string, Value>>;
  /** Events that the step itself reacts to, by arm where an arm follows. */
  triggers: readonly { arm?: string; trigger: EventTrigger }[];
  durations: Readonly<Record<string, Duration>>;
  template?: { channel: 'email' | 'prompt'; id: string };
  audience?: Audience;
  /** How long the step itself lasts at least and at most; a step that waits for nothing takes no time. */
  lasts?: { atLeast?: Duration; atMost: Duration };
  /** How often its arm is gone through, and the time between. */
  rounds?: { times: number; interval: Duration };
  /** Account attributes that it changes. */
  attributes: readonly string[];
  /** Type of the task that it opens. */
  task?: TaskType;
  /** Journey that it enrolls in. */
  enrolls?: string;
  /** Nothing that is written after it happens. */
  ends: boolean;
}

export const partsOf = (step: Step): StepParts => {
  const own = (byKind[step.kind] as (step: Step) => Partial<StepParts>)(step);
  return {
    ...nothing,
    ...own,
    conditions: { ...defined({ when: step.when, unless: step.unless }), ...own.conditions },
    durations: { ...(step.at?.kind === 'after' && { after: step.at.duration }), ...own.durations },
  };
};

const nothing: StepParts = {
  arms: [],
  conditions: {},
  values: {},
  triggers: [],
  durations: {},
  attributes: [],
  ends: false,
};

const byKind: { [Kind in StepKind]: (step: StepOf<Kind>) => Partial<StepParts> } = {
  email: ({ template, to, data, expires }) => ({
    template: { channel: 'email', id: template },
    audience: to,
    values: data,
    durations: defined({ expires }),
  }),
  prompt: ({ template, to, data, except, expires }) => ({
    template: { channel: 'prompt', id: template },
    audience: to,
    values: { ...data, ...defined({ except }) },
    durations: defined({ expires }),
  }),
  slack: () => ({}),
  webhook: ({ data }) => ({ values: data }),
  wait: ({ duration }) => ({ durations: { duration }, lasts: { atLeast: duration, atMost: duration } }),
  waitFor: ({ first, timeout, then }) => ({
    arms: namesOf(first, { timeout: [] }, then).map(name => ({ name, steps: then[name] ?? [] })),
    triggers: Object.entries(first).map(([arm, trigger]) => ({ arm, trigger })),
    durations: { timeout },
    lasts: { atMost: timeout },
  }),
  branch: ({ cases, otherwise }) => ({
    arms: [...cases.map(({ name, steps }) => ({ name, steps })), { name: 'otherwise', steps: otherwise }],
    conditions: Object.fromEntries(cases.map(({ name, condition }) => [`case "${name}"`, condition])),
  }),
  experiment: ({ variants, holdout }) => ({
    arms: [...variants, ...(holdout > 0 ? [{ name: 'holdout', steps: [] }] : [])].map(({ name, steps }) => ({
      name,
      steps,
    })),
  }),
  escalate: ({ type, raised, sla, evidence, early, outlives, then }) => ({
    arms: armsOfOutcomes(then),
    conditions: defined({ raised: raised?.when }),
    values: evidence,
    triggers: [
      ...early.map(trigger => ({ trigger })),
      ...(outlives?.exits ?? []).map(trigger => ({ arm: 'outlives', trigger })),
    ],
    durations: { sla },
    task: type,
    ...(Object.keys(then).length > 0 && { lasts: { atMost: sla } }),
  }),
  update: ({ attributes }) => ({ attributes: Object.keys(attributes) }),
  enroll: ({ journey }) => ({ enrolls: journey }),
  exit: () => ({ ends: true }),
  every: ({ interval, times, steps }) => ({
    arms: [{ name: 'round', steps }],
    durations: { interval },
    rounds: { times, interval },
  }),
};

const armsOfOutcomes = (then: StepOf<'escalate'>['then']): Arm[] => {
  const named = Object.entries(then).map(([name, steps]) => ({ name, steps }));
  const isComplete = ['breached', ...taskOutcomes].every(outcome => outcome in then);
  return named.length === 0 || isComplete ? named : [...named, { name: 'otherwise', steps: [] }];
};

const namesOf = (...records: readonly Readonly<Record<string, unknown>>[]): string[] => [
  ...new Set(records.flatMap(record => Object.keys(record))),
];

const defined = <T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
