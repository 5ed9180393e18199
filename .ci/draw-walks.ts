import type { StateMachineDefinition } from '../engine/asl/asl.ts';
import { drawWalk, replyIn, type Walk } from './draw-walk.ts';
import { nameOf, type Way, waysOf } from './ways.ts';

export interface Drawn {
  walks: Walk[];
  /** States that no walk entered, and replies that none got. */
  never: string[];
}

/** Twelve walks wherever they lead, then one to each reply that none of the walks so far got. */
export const drawWalks = async (definition: string, seed: string): Promise<Drawn> => {
  const { States } = JSON.parse(definition) as StateMachineDefinition;
  const states = new Set(Object.keys(States));
  const ways = new Map(waysOf(States).map(way => [nameOf(way), way]));
  const walks: Walk[] = [];
  const add = async (aim?: Way) => {
    const walk = await drawWalk(definition, `${seed} ${walks.length}`, aim);
    for (const [state] of walk.path) states.delete(state);
    for (const answer of walk.answers) ways.delete(nameOf({ state: answer.state, reply: replyIn(answer) }));
    walks.push(walk);
  };
  while (walks.length < 12) await add();
  for (const [name, way] of [...ways]) if (ways.has(name)) await add(way);
  return { walks, never: [...states, ...ways.keys()] };
};
