import type { Enrollment } from '../account/enrollment.ts';
import type { RouteStep } from './route.ts';

/** The path of an enrollment, from its row. */
export type Trail = Pick<Enrollment, 'status' | 'steps' | 'took' | 'wait' | 'exitReason'>;

/** The way of an enrollment through its journey. */
export interface Way {
  /** How often it entered each step: more than once within loops. */
  entered: Readonly<Record<string, number>>;
  /** The step that it is in, or left from; nothing once it went through all of them. */
  at?: string;
}

/**
 * Where an enrollment has been, from what its row records: steps that were done, arms that were taken, and the wait that it is
 * parked in. A plain wait leaves no record: it is over once something behind it is recorded. Of a `waitFor` whose arm has no
 * steps nothing tells which arm it was, and no count needs it.
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
  /** A step that ends an enrollment leaves its reason in place of a record. */
  const leavesHere = ({ leaves }: RouteStep): boolean =>
    leaves !== undefined && trail.status === 'exited' && trail.exitReason === leaves;
  /** Does the way that only waits lie on end in the step that ended the enrollment? */
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
  /** Was it passed over, with all that is inside: by its conditions, or as the control group of an experiment? */
  const isPassedBy = ({ id, arms = [] }: RouteStep, iteration: number): boolean => {
    const took = tookAt(id, iteration);
    return took !== undefined && took !== guarded && !arms.some(({ name }) => name === took);
  };

  /** Is something recorded of it, or of what is inside of it? */
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

  /** It went on from each of them. */
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

  /** The step of them that it is in; nothing where it went through all. */
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
    // The record names no arm of it, or it has none: it goes on. Else the end of its wait is not known yet.
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

  /** Has the round gone past that step, so that an enrollment parked in it is a round further? */
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

/** What the record of a step's conditions says where it goes on with the step. */
const guarded = 'then';

/** As steps record themselves, within loops with the iteration. */
const recordOf = (id: string, iteration: number): string => (iteration > 1 ? `${id} (${iteration})` : id);

const iterationOf = ({ times = 1 }: RouteStep, iteration: number, round: number): number =>
  (iteration - 1) * times + round;

const inRound = ({ arms = [] }: RouteStep, round: number): RouteStep[] =>
  arms.flatMap(({ steps }) => steps).filter(({ rounds }) => rounds === undefined || rounds.includes(round));

const idsIn = ({ arms = [] }: RouteStep): string[] =>
  arms.flatMap(({ steps }) => steps.flatMap(step => [step.id, ...idsIn(step)]));
