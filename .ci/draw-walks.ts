import type { StateMachineDefinition } from '../engine/asl/asl.ts';
import { type DrawnWalk, drawWalk, replyIn } from './draw-walk.ts';
import { type CheckedWay, wayName, waysOf } from './ways.ts';

export interface DrawnWalks {
  walks: DrawnWalk[];
  /** States that no walk entered, and replies that none got. */
  never: string[];
}

/** Twelve walks wherever they lead, then one to each reply that none of the walks so far got. */
export const drawWalks = async (definition: string, seed: string): Promise<DrawnWalks> => {
  const { States } = JSON.parse(definition) as StateMachineDefinition;
  const states = new Set(Object.keys(States));
  const ways = new Map(waysOf(States).map(way => [wayName(way), way]));
  const walks: DrawnWalk[] = [];
  const add = async (aim?: CheckedWay) => {
    const walk = await drawWalk(definition, `${seed} ${walks.length}`, aim);
    for (const [state] of walk.path) states.delete(state);
    for (const answer of walk.answers) ways.delete(wayName({ state: answer.state, reply: replyIn(answer) }));
    walks.push(walk);
  };
  while (walks.length < 12) await add();
  for (const [name, way] of [...ways]) if (ways.has(name)) await add(way);
  return { walks, never: [...states, ...ways.keys()] };
};
