import type { BranchCall, StepResult } from '../../definition/step-call.ts';
import type { Ports } from '../../ports/ports.ts';
import { turn } from '../../turn.ts';
import { decideTurn } from '../step-turn.ts';
import { branchTurns } from '../turns.ts';
import { readStep } from './read-step.ts';

/**
 * Chooses the arm of a branch or an experiment, or finds out how a wait ended whose guard failed. The arm is written
 * with its line, and the same call answers the same when it comes again.
 */
export const evaluateBranch = (call: BranchCall, ports: Ports): Promise<StepResult> =>
  turn(
    {
      account: call.account,
      read: () => readStep(call, ports),
      decide: seen => decideTurn(branchTurns[call.step.kind], call, seen),
      watch: (seen, { answer }) => ports.decisions?.taken(call, seen, answer),
    },
    ports,
  );
