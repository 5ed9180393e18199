import { flagOf } from '../definition/await.ts';
import { type Next, specialArms, type Wake } from '../definition/step-call.ts';
import { type Compilation, named, type Place, stateName } from './compilation.ts';
import { waitAgain, waitResolved } from './execution-data.ts';
import { functionState } from './function-state.ts';
import { tookState } from './took-state.ts';

/** A wait whose guard may fail for more than one reason. */
export interface Unguarded {
  /** Name of its state. */
  park: string;
  place: Place;
  step: string;
  wake: Wake;
  edges: readonly { edge: string; to: string }[];
}

/**
 * What a wait that could not begin comes to: a function looks it up on the enrollment. Then the execution goes on as if
 * the wait had left by that edge, or parks again where nothing has ended it. Paid for only in races.
 */
export const addResolution = ({ park, place, step, wake, edges }: Unguarded, compilation: Compilation): string => {
  const exited = { arm: specialArms.exited, to: compilation.ending('exited') };
  const choice = tookState([...edges.map(({ edge, to }) => ({ arm: edge, to })), exited], park);
  const go: Next = { kind: 'go' };
  const call = {
    step: { kind: 'resolve', id: place.id, wake, flags: edges.map(({ edge }) => ({ flag: flagOf(step, edge), edge })) },
    next: {
      ...Object.fromEntries(edges.map(({ edge }) => [edge, go])),
      [specialArms.exited]: go,
      [specialArms.again]: { kind: 'park', wake },
    },
  } as const;
  const onward = { Next: compilation.add(stateName(named('resolved', place)), choice) };
  const output = edges.length > 0 ? waitResolved(step) : waitAgain;
  const state = functionState({ function: '${EvaluateBranch}', place, call, onward, output }, compilation);
  return compilation.add(stateName(named('resolve', place)), state);
};
