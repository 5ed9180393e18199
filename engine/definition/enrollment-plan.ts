import type { EscalateStep } from '../steps/escalate/step.ts';
import type { WaitForStep } from '../steps/wait-for/step.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { Anchor } from './anchor.ts';
import type { JourneyDefinition } from './journey-definition.ts';
import type { Policy } from './policy.ts';
import { anchorOfRound, countsFromBeginning, limitToRound, stepsInRound } from './rounds.ts';
import type { Step, StepKind, StepOf } from './step.ts';
import type { Wake } from './step-call.ts';
import { taskOutcomes } from './task.ts';

/** Events that end waits of the journey. They go onto the enrollment, so that it keeps the version it started with. */
export const awaitsOf = ({ steps }: Pick<JourneyDefinition, 'steps'>): Await[] =>
  stepsIn(steps).flatMap(step => partsOf(step).awaits);

/** Escalations that open their task as soon as one of their events happens. */
export const earlyOf = ({ steps }: Pick<JourneyDefinition, 'steps'>): EscalateStep[] =>
  stepsIn(steps).flatMap(step => partsOf(step).early);

/** When the execution first wakes up, where it begins with a wait. Its input must then carry `until`. */
export const firstWake = (journey: Pick<JourneyDefinition, 'enroll' | 'steps' | 'policy'>): Wake | undefined => {
  const [first] = journey.steps;
  if (!first) return undefined;
  if (first.at && !isEnrolling(first.at, journey)) return wakeOf(first.at, journey.policy);
  // A guarded step is decided on before anything is waited for.
  return first.when || first.unless ? undefined : partsOf(first).begins(journey);
};

export const wakeOf = (anchor: Anchor, { sendAt }: Pick<Policy, 'sendAt'>): Wake =>
  anchor.kind === 'after' ? anchor : { ...anchor, sendAt };

/** Day 0 is the moment of enrolling, without a wait. Where a date enrolls, it is a calendar day like any other. */
export const isEnrolling = (anchor: Anchor, { enroll }: Pick<JourneyDefinition, 'enroll'>): boolean =>
  anchor.kind === 'day' && anchor.day === 0 && !anchor.plus && enroll.kind !== 'date';

/** Name under which an enrollment records that an awaited event happened. */
export const flagOf = (step: string, edge: string): string => `${step}_${edge}`.replaceAll(/[^A-Za-z0-9]/g, '_');

/** Names of the events that end the wait, in an order of their own: that of writing carries no meaning. */
export const edgesOf = ({ first }: Pick<WaitForStep, 'first'>): string[] => Object.keys(first).sort();

/** The event by which a closed task resumes the journeys that opened it. */
export const taskResolved = 'task.resolved';

/** All steps of all arms, in order of writing. */
export const stepsIn = (steps: readonly Step[]): Step[] =>
  steps.flatMap(step => [step, ...partsOf(step).arms.flatMap(stepsIn)]);

interface Parts {
  arms: readonly (readonly Step[])[];
  awaits: readonly Await[];
  early: readonly EscalateStep[];
  /** The wait that the step itself begins with. */
  begins(journey: Pick<JourneyDefinition, 'enroll' | 'policy'>): Wake | undefined;
}

const partsOf = (step: Step): Parts => ({ ...plain, ...(byKind[step.kind] as (step: Step) => Partial<Parts>)(step) });

const plain: Parts = { arms: [], awaits: [], early: [], begins: () => undefined };

const byKind: { [Kind in StepKind]: (step: StepOf<Kind>) => Partial<Parts> } = {
  email: () => plain,
  prompt: () => plain,
  slack: () => plain,
  webhook: () => plain,
  wait: ({ duration }) => ({ begins: () => ({ kind: 'after', duration }) }),
  waitFor: step => ({
    arms: [...edgesOf(step), 'timeout'].map(edge => step.then[edge] ?? []),
    awaits: edgesOf(step).flatMap(edge => {
      const trigger = step.first[edge];
      return trigger ? [{ flag: flagOf(step.id, edge), step: step.id, edge, trigger }] : [];
    }),
    begins: () => ({ kind: 'after', duration: step.timeout }),
  }),
  branch: ({ cases, otherwise }) => ({ arms: [...cases.map(({ steps }) => steps), otherwise] }),
  experiment: ({ variants }) => ({ arms: variants.map(({ steps }) => steps) }),
  escalate: step => ({
    arms: [...taskOutcomes, 'breached'].map(edge => step.then[edge] ?? []),
    awaits: Object.keys(step.then).length === 0 ? [] : taskOutcomes.map(edge => outcome(step.id, edge)),
    early: step.early.length > 0 ? [step] : [],
  }),
  update: () => plain,
  enroll: () => plain,
  exit: () => plain,
  every: loop => ({
    arms: [loop.steps],
    begins: journey => {
      const wake = firstWake({ ...journey, steps: stepsInRound(loop, 1) });
      const second = loop.times > 1 ? anchorOfRound(loop, 2) : undefined;
      // The start of the loop is recorded before any wait.
      return countsFromBeginning(loop)
        ? undefined
        : wake && limitToRound(wake, second && wakeOf(second, journey.policy));
    },
  }),
};

const outcome = (step: string, edge: string): Await => ({
  flag: flagOf(step, edge),
  step,
  edge,
  trigger: {
    kind: 'event',
    event: taskResolved,
    where: [
      { field: 'reason', comparison: 'is', value: step },
      { field: 'outcome', comparison: 'is', value: edge },
    ],
  },
});

export interface Await {
  flag: string;
  step: string;
  /** Edge of the wait: a name in `waitFor.first`, or an outcome code of a task. */
  edge: string;
  trigger: EventTrigger;
}
