import { type Change, linesIn, tasksIn } from '../account/change.ts';
import type { Decided } from '../account/decision.ts';
import type { BranchCall, StepCall, StepResult, TaskCall } from '../definition/step-call.ts';
import { specialArms } from '../definition/step-call.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import { TouchHeld } from '../steps/step-errors.ts';
import { decideTurn } from '../steps/step-turn.ts';
import { branchTurns, stepTurns, taskTurns } from '../steps/turns.ts';
import { actAt, type Foreseen } from './foreseen.ts';
import type { ForeseenTurn, KnownAhead } from './known-ahead.ts';

/** Decides a branch by its conditions at that time. */
export const foreseeBranch = (call: BranchCall, { snapshot }: KnownAhead, now: Instant): ForeseenTurn => {
  const taken = takenBy(() => decideTurn(branchTurns[call.step.kind] as never, call, { snapshot, now }), now);
  const tells = linesOf(taken.changes).some(({ type }) => type === 'branch');
  return { ...taken, acts: tells ? [{ ...actAt(call, now), does: 'branch', took: taken.took }] : [] };
};

/** Decides a task. Its owner may depend on the load of several CSMs, which is unknown: the first of them is shown. */
export const foreseeTask = (call: TaskCall, { snapshot, team, pools }: KnownAhead, now: Instant): ForeseenTurn => {
  const seen = { snapshot, now, team, pools, wasOpened: false, load: new Map() };
  const taken = takenBy(() => decideTurn(taskTurns[call.step.kind], call, seen), now);
  const opened = linesOf(taken.changes).some(entry => entry.type === 'task' && entry.action === 'opened');
  const [task] = tasksIn(taken.changes);
  return {
    ...taken,
    acts: opened && task ? [{ ...actAt(call, now), does: 'task', ...told(task) }] : [],
  };
};

const told = ({ type, severity, play, owner }: ReturnType<typeof tasksIn>[number]) => ({ type, severity, play, owner });

/** Decides a step that sends nothing. Its effects on other journeys are not foreseen. */
export const foreseeStep = (call: StepCall, { snapshot, team, pools }: KnownAhead, now: Instant): ForeseenTurn => {
  const seen = { snapshot, now, prompts: [], choice: { team, pools }, load: new Map() };
  const taken = takenBy(() => decideTurn(stepTurns[call.step.kind] as never, call, seen as never), now);
  return { ...taken, acts: endsOf(call, taken, now) };
};

/** The end of an enrollment, if a call ends it. */
export const endsOf = (call: Parameters<typeof actAt>[0], { changes }: ForeseenTurn, now: Instant): Foreseen[] =>
  linesOf(changes).flatMap(({ type }): Foreseen[] =>
    type === 'completed' || type === 'exited'
      ? [{ ...actAt(call, now), does: type === 'completed' ? 'complete' : 'exit' }]
      : [],
  );

const linesOf = (changes: readonly Change[]) => linesIn(changes).map(({ entry }) => entry);

const takenBy = (decide: () => Decided<StepResult, unknown, unknown>, now: Instant): ForeseenTurn => {
  try {
    const decided = decide();
    const nothing: ForeseenTurn = { acts: [], changes: [], took: '', until: '', at: now };
    return 'answer' in decided ? { ...nothing, changes: decided.changes ?? [], ...decided.answer } : nothing;
  } catch (error) {
    if (!(error instanceof TouchHeld)) throw error;
    return { acts: [], changes: [], took: specialArms.skipped, until: '', at: now, held: error.message as Second };
  }
};
