import type { AccountSnapshot } from '../../account/account.ts';
import type { Change } from '../../account/change.ts';
import { holds } from '../../conditions/evaluate-condition.ts';
import { chooseVariant } from '../../definition/choose-variant.ts';
import { type BranchCall, type StepResult, specialArms } from '../../definition/step-call.ts';
import type { Instant } from '../../kernel/instant.ts';
import { CommitConflict, type Ports } from '../../ports/ports.ts';
import type { BranchStep } from '../branch/step.ts';
import { nextOf, recordArm } from '../branch-arm.ts';
import { closeStep } from '../close-step.ts';
import type { ExperimentStep } from '../experiment/step.ts';
import { resolveWait } from '../resolve-wait.ts';
import {
  contextOf,
  enterStep,
  exitedResult,
  findEnrollment,
  finishStep,
  lineOf,
  stepKey,
  usageNeeds,
  waitedLines,
} from '../step-frame.ts';

type ArmCall = BranchCall & { step: BranchStep | ExperimentStep };

/**
 * Chooses the arm of a branch or an experiment, or finds out how a wait ended whose guard failed. The arm is written
 * with its line, and the same call answers the same when it comes again.
 */
export const evaluateBranch = async (call: BranchCall, ports: Ports): Promise<StepResult> => {
  const now = ports.clock.now();
  const usageSince = usageNeeds(call, { now });
  const snapshot = await ports.accounts.snapshot(call.account, {
    withoutContacts: true,
    ...(usageSince && { usageSince }),
  });
  return call.step.kind === 'resolve'
    ? resolveWait({ ...call, step: call.step }, snapshot, now)
    : takeArm({ ...call, step: call.step }, ports, snapshot, now);
};

const takeArm = async (call: ArmCall, ports: Ports, snapshot: AccountSnapshot, now: Instant): Promise<StepResult> => {
  const entry = enterStep(call, snapshot, now);
  const enrollment = findEnrollment(call, snapshot);
  const before = enrollment?.took?.[stepKey(call)];
  if (entry === 'done' && before)
    return { ...finishStep(call, nextOf(call, before), snapshot, now).result, took: before };
  if (enrollment === undefined || entry === 'exited') {
    const arm = call.step.kind === 'experiment' ? chooseVariant(call.account, call.step) : otherwise;
    return { ...exitedResult(nextOf(call, arm), now), took: arm };
  }
  const isSkipped = typeof entry === 'object' && 'skip' in entry;
  const arm = isSkipped ? specialArms.skipped : armOf(call, snapshot, now);
  const { changes, result } = closeStep(call, nextOf(call, arm), snapshot, now);
  const branched = isSkipped ? [] : [lineOf(call, now, { type: 'branch', step: call.step.id, took: arm })];
  const lines = [...waitedLines(call, snapshot, now), ...branched].map((line): Change => ({ kind: 'line', line }));
  try {
    const remembered = changes.map(change => recordArm(change, enrollment, stepKey(call), arm));
    await ports.accounts.commit(call.account, [...lines, ...remembered]);
  } catch (error) {
    // It exited after it was read. What follows finds out by itself.
    if (!(error instanceof CommitConflict)) throw error;
  }
  return { ...result, took: arm };
};

const otherwise = 'otherwise';

const armOf = (call: ArmCall, snapshot: AccountSnapshot, now: Instant): string => {
  const { step } = call;
  if (step.kind === 'experiment') return chooseVariant(call.account, step);
  const context = contextOf(call, snapshot, now);
  return step.cases.find(({ condition }) => holds(condition, context))?.name ?? otherwise;
};
