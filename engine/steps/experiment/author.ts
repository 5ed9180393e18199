import type { Step } from '../../definition/step.ts';
import { AuthoringError, mustBeWhole } from '../../journey/authoring-error.ts';
import { checkedName } from '../../journey/names.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { ExperimentStep } from './step.ts';

export interface ExperimentOptions {
  /** Weights are whole numbers in any unit: 1 and 1 are two halves. */
  variants: Readonly<Record<string, { weight: number; steps: readonly Step[] }>>;
  /** Weight of the accounts that get none of the variants. */
  holdout?: number;
}

export const experiment = (id: string, { variants, holdout = 0 }: ExperimentOptions): ExperimentStep => {
  const where = `experiment "${id}"`;
  const named = Object.entries(variants).map(([name, { weight, steps }]) => {
    mustBeWhole(where, `the weight of "${name}"`, weight, 0);
    return { name: checkedName(where, name, ['holdout']), weight, steps };
  });
  mustBeWhole(where, 'the holdout', holdout, 0);
  if (!named.some(({ weight }) => weight > 0)) {
    throw new AuthoringError(
      `${where}: no variant has a weight, so nobody would get one. Give one a weight of at least 1.`,
    );
  }
  return plainData({ kind: 'experiment', id, variants: named, holdout }, where);
};
