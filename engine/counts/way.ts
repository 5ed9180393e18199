import type { Enrollment } from '../account/enrollment.ts';
import type { RouteStep } from './route.ts';

/** The path of an enrollment, from its row. */
export type Trail = Pick<Enrollment, 'status' | 'steps' | 'took' | 'wait' | 'exitReason'>;

/** An enrollment's path through its journey. */
export interface Way {
  /** How often it entered each step, which can be more than once in loops. */
  entered: Readonly<Record<string, number>>;
  /** The step that it is in, or that it left from; absent once it has passed all of them. */
  at?: string;
}

/**
 * An enrollment's path, from its row: done steps, taken arms, and the wait that it is parked in. A plain wait leaves no
 * record: it is over once a later step is recorded. For a `waitFor` whose arm has no steps, the arm is unknown, but no
 * count needs it.
 */
export const wayOf = (steps: readonly RouteStep[], trail: Trail): Way => {
  const entered = new Map<string, number>();
  let latest: string | undefined;
  const enter = (id: string): string => {
    entered.set(id, (entered.get(id) ?? 0) + 1);
    latest = id;
    return id;
  };
  const isDone = (id: string, iteration: number): boolean => Object.hasOwn(trail.steps, recordOf(id, iteration));
  /** Whether the step ended the enrollment: it leaves its reason instead of a record. */
  const leavesHere = ({ leaves }: RouteStep): boolean =>
    leaves !== undefined && trail.status === 'exited' && trail.exitReason === leaves;
  /** Whether only waits lie between here and the step that ended the enrollment. */
  const leavesBy = ([first, ...others]: readonly RouteStep[]): boolean =>
    first !== undefined &&
    (leavesHere(first) ||
      (first.waits === true && ((first.arms ?? []).some(({ steps }) => leavesBy(steps)) || leavesBy(others))));
  const placeOfExit = ([first, ...others]: readonly RouteStep[]): string | undefined => {
    if (first === undefined) return undefined;
    enter(first.id);
    if (leavesHere(first)) return first.id;
    const arm = first.arms?.find(({ steps }) => leavesBy(steps));
    return placeOfExit(arm ? arm.steps : others);
  };
  const tookAt = (id: string, iteration: number): string | undefined => trail.took?.[recordOf(id, iteration)];
  /** Whether it was skipped with everything inside: by its conditions, or as the control group of an experiment. */
  const isPassedBy = ({ id, arms = [] }: RouteStep, iteration: number): boolean => {
    const took = tookAt(id, iteration);
    return took !== undefined && took !== guarded && !arms.some(({ name }) => name === took);
  };

  /** Whether it, or a step inside it, has a record. */
  const isTouched = (step: RouteStep, iteration: number, parked: string | undefined): boolean =>
    parked === step.id ||
    isDone(step.id, iteration) ||
    isDone(`begin of ${step.id}`, iteration) ||
    (step.times === undefined
      ? (step.arms ?? []).some(arm => arm.steps.some(each => isTouched(each, iteration, parked)))
      : lastRound(step, iteration) > 0 || (parked !== undefined && idsIn(step).includes(parked)));

  const lastRound = (loop: RouteStep, iteration: number): number => {
    for (let round = loop.times ?? 0; round > 0; round--)
      if (inRound(loop, round).some(each => isTouched(each, iterationOf(loop, iteration, round), undefined)))
        return round;
    return 0;
  };

  const armOf = (step: RouteStep, iteration: number, parked: string | undefined) => {
    const took = tookAt(step.id, iteration);
    const { arms = [] } = step;
    return (
      arms.find(({ name }) => name !== undefined && name === took) ??
      arms.find(arm => arm.steps.some(each => isTouched(each, iteration, parked)))
    );
  };

  /** Counts each of the steps as passed. */
  const passAll = (steps: readonly RouteStep[], iteration: number): void => {
    for (const step of steps) {
      enter(step.id);
      if (isPassedBy(step, iteration)) continue;
      if (step.times === undefined) passAll(armOf(step, iteration, undefined)?.steps ?? [], iteration);
      else
        for (let round = 1; round <= step.times; round++)
          passAll(inRound(step, round), iterationOf(step, iteration, round));
    }
  };

  /** The step of these that it is in; `undefined` if it passed all. */
  const placeIn = (steps: readonly RouteStep[], iteration: number, parked: string | undefined): string | undefined => {
    const furthest = steps.findLastIndex(step => isTouched(step, iteration, parked));
    const reached = steps[furthest];
    passAll(steps.slice(0, Math.max(0, furthest)), iteration);
    const place = reached && placeWithin(reached, iteration, parked);
    const rest = steps.slice(furthest + 1);
    if (place === reached?.id && reached?.waits && leavesBy(rest)) return placeOfExit(rest);
    const [next] = rest;
    return place ?? (next && enter(next.id));
  };

  const placeWithin = (step: RouteStep, iteration: number, parked: string | undefined): string | undefined => {
    enter(step.id);
    const arm = step.times === undefined ? armOf(step, iteration, parked) : undefined;
    const leaving = step.waits && !arm && step.arms?.find(({ steps }) => leavesBy(steps));
    if (leaving && (parked === step.id || isDone(step.id, iteration))) return placeOfExit(leaving.steps);
    if (parked === step.id || leavesHere(step)) return step.id;
    if (isPassedBy(step, iteration)) return undefined;
    if (step.times !== undefined) return placeInRounds(step, step.times, iteration, parked);
    if (arm) return placeIn(arm.steps, iteration, parked);
    // Without named arms that have steps, a done step is passed. Otherwise the end of its wait is not recorded yet.
    const isOver = (step.arms ?? []).every(({ name, steps }) => name !== undefined || steps.length === 0);
    return isOver && isDone(step.id, iteration) ? undefined : step.id;
  };

  const placeInRounds = (
    loop: RouteStep,
    times: number,
    iteration: number,
    parked: string | undefined,
  ): string | undefined => {
    const last = lastRound(loop, iteration);
    const isParked = parked !== undefined && idsIn(loop).includes(parked);
    const round = isParked && isBehind(loop, last, iteration, parked) ? last + 1 : last;
    if (round === 0 || round > times) return loop.id;
    for (let past = 1; past < round; past++) passAll(inRound(loop, past), iterationOf(loop, iteration, past));
    const place = placeIn(inRound(loop, round), iterationOf(loop, iteration, round), isParked ? parked : undefined);
    return place ?? (round < times ? loop.id : undefined);
  };

  /** Whether the round has passed that step, so that an enrollment parked in it is one round further. */
  const isBehind = (loop: RouteStep, round: number, iteration: number, parked: string): boolean => {
    if (round === 0) return true;
    const ids = inRound(loop, round).flatMap(each => [each.id, ...idsIn(each)]);
    const done = ids.findLastIndex(id => isDone(id, iterationOf(loop, iteration, round)));
    // An enrollment that waits for a task's outcome opened it in the same round.
    const isInStep = (trail.wait?.listens ?? []).length > 0;
    return done >= ids.indexOf(parked) + (isInStep ? 1 : 0);
  };

  if (trail.status === 'completed') {
    passAll(steps, 1);
    return { entered: Object.fromEntries(entered) };
  }
  const at = placeIn(steps, 1, trail.wait?.step) ?? latest;
  return { entered: Object.fromEntries(entered), ...(at !== undefined && { at }) };
};

/** The recorded arm of a step's conditions if they let the step go ahead. */
const guarded = 'then';

/** A step's name in records, with the iteration in loops. */
const recordOf = (id: string, iteration: number): string => (iteration > 1 ? `${id} (${iteration})` : id);

const iterationOf = ({ times = 1 }: RouteStep, iteration: number, round: number): number =>
  (iteration - 1) * times + round;

const inRound = ({ arms = [] }: RouteStep, round: number): RouteStep[] =>
  arms.flatMap(({ steps }) => steps).filter(({ rounds }) => rounds === undefined || rounds.includes(round));

const idsIn = ({ arms = [] }: RouteStep): string[] =>
  arms.flatMap(({ steps }) => steps.flatMap(step => [step.id, ...idsIn(step)]));
