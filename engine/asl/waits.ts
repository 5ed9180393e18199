import { countsBack } from '../definition/anchor.ts';
import type { Wake } from '../definition/step-call.ts';
import {
  type Compilation,
  type Following,
  type LeadStage,
  named,
  type Place,
  stateName,
  type WaitAhead,
} from './compilation.ts';
import { functionState, onwardTo } from './function-state.ts';
import { parkState } from './park-state.ts';
import { addResolution } from './resolution.ts';

/**
 * A wait for time alone: before a step it is named `until <step>`, before a loop's round `round of <loop>`, and as a
 * step of its own it has the step's name.
 */
export const waitForTime = (
  place: Place,
  wake: Wake,
  ahead: Following,
  compilation: Compilation,
  prefix?: PausePrefix,
): WaitAhead => {
  const to = afterWait(ahead, place, compilation);
  const state = addPark({ place, prefix, wake, edges: [], timeout: { to } }, compilation);
  const stages: readonly LeadStage[] = countsBack(wake) ? [wake, ...ahead.stages] : ahead.stages;
  return { state, next: { kind: 'park', wake }, planner: plannerOf(place, prefix), stages };
};

export type PausePrefix = 'until' | 'round of';

export interface Listening {
  place: Place;
  prefix?: 'outcome of';
  wake: Wake;
  /** Sorted by name; the first is the wait's normal end. */
  edges: readonly { edge: string; following: Following }[];
  timeout: { edge: string; following: Following };
  /** The continuation after all edges. */
  following: Following;
}

/** Adds a wait for the first of several events. */
export const waitForEvents = (
  { place, prefix, wake, edges, timeout, following }: Listening,
  compilation: Compilation,
): WaitAhead => {
  const to = (ahead: Following) => afterWait(ahead, place, compilation);
  const park = {
    place,
    prefix,
    wake,
    edges: edges.map(({ edge, following }) => ({ edge, to: to(following) })),
    timeout: { edge: timeout.edge, to: to(timeout.following) },
  };
  const state = addPark(park, compilation);
  return { state, next: { kind: 'park', wake }, planner: plannerOf(place, prefix), stages: following.stages };
};

/**
 * The state that a wait's edge leads to. A sleeping enrollment can neither compute its next wake-up nor end itself, so
 * a planner is inserted if another wait or the end follows.
 */
export const afterWait = (following: Following, waiting: Place, compilation: Compilation): string => {
  if (following.state === undefined) return addPlanner(named('end of', waiting), following, compilation);
  return 'planner' in following ? addPlanner(following.planner, following, compilation) : following.state;
};

const plannerOf = (place: Place, prefix?: string): Place => named(['plan', prefix].filter(Boolean).join(' '), place);

/** Several paths may share a planner. It has an id of its own, so that it never counts as the step's turn. */
const addPlanner = (place: Place, following: Following, compilation: Compilation): string =>
  compilation.once(stateName(place), () => {
    const call = { step: { kind: 'plan', id: place.id }, next: following.next } as const;
    return functionState({ function: '${TakeStep}', place, call, onward: onwardTo(following) }, compilation);
  });

interface Waiting {
  place: Place;
  prefix?: PausePrefix | 'outcome of' | undefined;
  wake: Wake;
  edges: readonly { edge: string; to: string }[];
  timeout: { edge?: string; to: string };
}

const addPark = ({ place, prefix, wake, edges, timeout }: Waiting, compilation: Compilation): string => {
  const name = stateName(place, prefix);
  // A step may have a wait before it and one of its own, and each may have to be resolved.
  const own = prefix === undefined || prefix === 'outcome of' ? place : named(prefix, place);
  const exited = compilation.ending('exited');
  // The guard of a wait that neither listens nor has a date that moves fails only when the enrollment was exited.
  const resolves = edges.length > 0 || countsBack(wake);
  const unguarded = resolves
    ? addResolution({ park: name, place: own, step: place.id, wake, edges }, compilation)
    : exited;
  const handedOver = addHandOver(compilation);
  return compilation.add(
    name,
    parkState({ name, step: place.id, wake, edges, timeout, unguarded, exited, handedOver }),
  );
};

/** One state for all waits of the journey, behind all others. */
const addHandOver = (compilation: Compilation): string => {
  const place: Place = { id: 'hand over', order: 0, iteration: 1 };
  return compilation.last(place.id, () =>
    functionState(
      {
        function: '${TakeStep}',
        place,
        call: { step: { kind: 'handOver', id: place.id }, next: { kind: 'end' } },
        onward: { End: true },
      },
      compilation,
    ),
  );
};
