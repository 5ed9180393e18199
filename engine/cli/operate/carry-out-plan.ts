import { createInterface } from 'node:readline/promises';
import type * as z from 'zod';
import type { Operator } from '../../ports/operator.ts';
import type { Where } from '../reach.ts';
import type { planJson } from '../verb-json.ts';
import { type OperatorsLine, writeDown } from './write-down.ts';

export interface PlanToCarryOut {
  /** What would change, line by line. */
  lines: readonly string[];
  /** Set if there is nothing to do. */
  isEmpty?: boolean;
  /** The audit line, and where to record it. */
  audit: { operator: Pick<Operator, 'audit' | 'clock'>; line: OperatorsLine };
  /** Carries it out, and returns the message to print. */
  carryOut(): Promise<string>;
}

/** Exit code of a verb that showed its plan without carrying it out. */
export const notCarriedOut = 3;

/** Prints a plan, and executes it with `--yes` or after a confirmation in the terminal. `--json`: without a prompt. */
export const carryOutPlan = async (
  plan: PlanToCarryOut,
  { yes, json, ...where }: Where & { yes?: true; json?: true },
): Promise<void> => {
  const { lines, isEmpty = false } = plan;
  if (!json) for (const line of lines) console.log(line);
  const isDone = !isEmpty && (yes || (!json && (await isConfirmed())));
  const result = isDone ? await done(plan, where) : undefined;
  if (!isEmpty && !isDone) process.exitCode = notCarriedOut;
  if (json) {
    const told: z.infer<typeof planJson> = {
      plan: [...lines],
      todo: !isEmpty,
      done: isDone,
      ...(result !== undefined && { result }),
    };
    console.log(JSON.stringify(told));
  } else if (!isEmpty) console.log(result ?? 'Nothing was done. Add --yes to do it.');
};

const done = async ({ audit: { line, operator }, carryOut }: PlanToCarryOut, where: Where): Promise<string> => {
  await writeDown(line, operator, where);
  return carryOut();
};

const isConfirmed = async (): Promise<boolean> => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Do it? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
};
