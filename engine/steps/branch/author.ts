import type { Condition } from '../../definition/condition.ts';
import type { Step } from '../../definition/step.ts';
import { AuthoringError } from '../../journey/authoring-error.ts';
import { checkedName } from '../../journey/names.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { BranchStep } from './step.ts';

export interface BranchOptions {
  when: Condition;
  then: readonly Step[];
  /** Steps of all other accounts; `[]` says on purpose that there are none. */
  otherwise: readonly Step[];
}

export interface AmongOptions {
  /** Tested in this order; the first that holds is taken. */
  cases: Readonly<Record<string, { when: Condition; then: readonly Step[] }>>;
  /** Steps of all other accounts; `[]` says on purpose that there are none. */
  otherwise: readonly Step[];
}

export const branch = (id: string, { when, then, otherwise }: BranchOptions): BranchStep =>
  plainData(
    { kind: 'branch', id, cases: [{ name: 'then', condition: when, steps: then }], otherwise },
    `branch "${id}"`,
  );

export const branchAmong = (id: string, { cases, otherwise }: AmongOptions): BranchStep => {
  const where = `branch "${id}"`;
  const named = Object.entries(cases).map(([name, { when, then }]) => ({
    name: checkedName(where, name, ['otherwise']),
    condition: when,
    steps: then,
  }));
  if (named.length === 0) throw new AuthoringError(`${where}: it has no case. Name at least one in "cases".`);
  return plainData({ kind: 'branch', id, cases: named, otherwise }, where);
};

export const branchWord = Object.assign((...args: Parameters<typeof branch>) => branch(...args), {
  among: branchAmong,
});
