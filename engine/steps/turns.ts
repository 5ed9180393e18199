import type { DomainEvent } from '../account/event.ts';
import type { BranchCall, CallOf, StepCall, TaskCall } from '../definition/step-call.ts';
import type { AssignSeen } from './assign/turn.ts';
import { branchTurn } from './branch/turn.ts';
import { type AnnounceTasks, type EscalateSeen, escalateTurn } from './escalate/turn.ts';
import type { ExitSeen } from './exit/turn.ts';
import { experimentTurn } from './experiment/turn.ts';
import { machineTurns } from './machine-turns.ts';
import type { AnyCall } from './step-frame.ts';
import type { OwnTurn, StepSeen, StepTurn } from './step-turn.ts';
import * as takenTurns from './taken-turns.ts';
import { waitTurn } from './wait/turn.ts';

/** The turns of all kinds of a call, by kind. */
type Turns<Call extends AnyCall, Effect, Asked, Seen extends StepSeen> = {
  readonly [Kind in Call['step']['kind']]:
    | StepTurn<CallOf<Call, Kind>, Effect, Asked, Seen>
    | OwnTurn<CallOf<Call, Kind>, Effect, Seen>;
};

// One table for each function, of names only: a function's bundle holds the turns that it takes.

export const stepTurns: Turns<
  StepCall,
  DomainEvent,
  'prompts' | 'choice' | { owners: readonly string[] },
  ExitSeen & AssignSeen
> = {
  ...takenTurns,
  ...machineTurns,
};

export const branchTurns: Turns<BranchCall, never, never, StepSeen> = {
  branch: branchTurn,
  experiment: experimentTurn,
  resolve: waitTurn,
};

export const taskTurns: Turns<TaskCall, AnnounceTasks, { owners: readonly string[] }, EscalateSeen> = {
  escalate: escalateTurn,
};

// Touches of all kinds have one turn, `engine/sending/touch-turn.ts`: they differ by their channel.
