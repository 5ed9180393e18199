import { flagOf } from '../definition/await.ts';
import { type Next, specialArms, type Wake } from '../definition/step-call.ts';
import { type Compilation, named, type Place, stateName } from './compilation.ts';
import { waitAgain, waitResolved } from './execution-data.ts';
import { functionState } from './function-state.ts';
import { tookState } from './took-state.ts';

/** A wait whose guard may fail for more than one reason. */
export interface Unguarded {
  /** Name of the wait's state. */
  park: string;
  place: Place;
  step: string;
  wake: Wake;
  edges: readonly { edge: string; to: string }[];
}

/**
 * Adds the states that find out why a wait could not begin, by a function that reads the enrollment. The execution then
 * continues as if the wait had ended by that edge, or parks again if nothing has ended it. Only races cost this call.
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
