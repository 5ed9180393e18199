import type { Change } from '../../account/change.ts';
import type { StepResult } from '../../definition/step-call.ts';
import { closeStep, recordStep } from '../../steps/close-step.ts';
import { exitedResult, waitedLines } from '../../steps/step-frame.ts';
import type { Verdict } from '../decide-touch.ts';
import { type TouchTurn, touchLine } from './touch-turn.ts';

/**
 * Ends a touch with nothing held: records the skipped and failed deliveries, each with its reason, and the step, in one
 * commit, so that each is recorded once.
 */
export const closeTouch = (
  turn: TouchTurn,
  verdicts: readonly Verdict[],
): { changes: Change[]; result: StepResult } => {
  const { call, snapshot, now } = turn;
  const skips = verdicts.flatMap(verdict =>
    verdict.verdict === 'skip' || verdict.verdict === 'fail'
      ? [touchLine(turn, verdict.to, outcomes[verdict.verdict], { reason: verdict.reason })]
      : [],
  );
  if (turn.entry === 'exited')
    return { changes: [...skips, recordStep(call, now)], result: exitedResult(call.next, now) };
  const waited = waitedLines(call, snapshot, now).map((line): Change => ({ kind: 'line', line }));
  const { changes, result } = closeStep(call, call.next, snapshot, now);
  return { changes: [...waited, ...skips, ...changes], result };
};

const outcomes = { skip: 'skipped', fail: 'failed' } as const;
