import { memoizeByObject } from '../kernel/memoize.ts';
import type { EscalateStep } from '../steps/escalate/step.ts';
import type { Beginning } from '../steps/step-outline.ts';
import { stepOutlineOf } from '../steps/step-outline-of.ts';
import type { Await } from './await.ts';
import type { JourneyDefinition } from './journey-definition.ts';
import type { HeldOutBy } from './lots.ts';
import { type Precedence, precedenceOf } from './precedence.ts';
import type { Step } from './step.ts';
import type { Wake } from './step-call.ts';
import { isEnrolling, limitToRound, wakeOf } from './wake-of.ts';

/** Events that end waits of the journey. They go onto the enrollment, so that it keeps the version it started with. */
export const awaitsOf = memoizeByObject(({ steps }: Pick<JourneyDefinition, 'steps'>): readonly Await[] =>
  stepsIn(steps).flatMap(step => stepOutlineOf(step).awaits?.(step) ?? []),
);

/** Escalations that open their task as soon as one of their events happens. */
export const earlyOf = memoizeByObject(({ steps }: Pick<JourneyDefinition, 'steps'>): readonly EscalateStep[] =>
  stepsIn(steps).flatMap(step => stepOutlineOf(step).early?.(step) ?? []),
);

/** Effects of being in the journey beside its steps; none for an account that is held out. */
export const effectsOf = (
  journey: JourneyDefinition,
  heldOut: HeldOutBy | undefined,
): { early: readonly EscalateStep[]; precedence?: Precedence } =>
  heldOut ? { early: [] } : { early: earlyOf(journey), ...precedenceOf(journey) };

/** When the execution first wakes up, where it begins with a wait. Its input must then carry `until`. */
export const firstWake = (journey: Beginning & Pick<JourneyDefinition, 'steps'>): Wake | undefined => {
  const [first] = journey.steps;
  if (!first) return undefined;
  if (first.at && !isEnrolling(first.at, journey))
    return limitToRound(wakeOf(first.at, journey.policy), journey.roundEnds);
  // A guarded step is decided on before anything is waited for.
  return first.when || first.unless
    ? undefined
    : stepOutlineOf(first).begins?.(first, journey, (steps, within = {}) =>
        firstWake({ ...journey, ...within, steps }),
      );
};

/** All steps of all arms, in order of writing. */
export const stepsIn = memoizeByObject((steps: readonly Step[]): readonly Step[] =>
  steps.flatMap(step => [step, ...(stepOutlineOf(step).arms?.(step) ?? []).flatMap(arm => stepsIn(arm))]),
);
