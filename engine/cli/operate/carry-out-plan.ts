import { createInterface } from 'node:readline/promises';

export interface PlanToCarryOut {
  /** What is affected, and how. */
  lines: readonly string[];
  /** Is there anything to do? */
  isEmpty?: boolean;
  /** What is told when it is done. */
  carryOut(): Promise<string>;
}

/** The exit code of a verb that showed its plan and was not told to carry it out. */
export const notCarriedOut = 3;

/** Shows a plan, and carries it out where `--yes` or an answer at the terminal confirms it. */
export const carryOutPlan = async (plan: PlanToCarryOut, { yes }: { yes?: true }): Promise<void> => {
  for (const line of plan.lines) console.log(line);
  if (plan.isEmpty) return;
  if (yes || (await isConfirmed())) {
    console.log(await plan.carryOut());
    return;
  }
  console.log('Nothing was done. Add --yes to do it.');
  process.exitCode = notCarriedOut;
};

const isConfirmed = async (): Promise<boolean> => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Do it? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
};
