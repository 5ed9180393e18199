import type { Step } from '../../definition/step.ts';
import { AuthoringError, mustBeWhole } from '../../journey/authoring-error.ts';
import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { checkedName } from '../../journey/names.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { IdsIn, Literal, Named, UniqueArms } from '../../journey/step-ids.ts';
import type { ExperimentStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** Splits accounts by weight; an account always gets the same variant. */
    experiment<Id extends string, const By extends Variants>(
      id: Id & Literal<Id>,
      options: {
        variants: By & { readonly [Name in keyof By]: { steps: UniqueArms<StepsOf<By>>[Name] } };
        /** Weight of the accounts that get none of the variants. */
        holdout?: number;
      },
    ): Named<ExperimentStep, Id | IdsIn<By[keyof By]['steps']>>;
  }
}

type Variants = { readonly [Name: string]: { readonly weight: number; readonly steps: readonly Step[] } };
type StepsOf<By extends Variants> = { readonly [Name in keyof By]: By[Name]['steps'] };

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
      `${where}: no variant has a weight, so no account would get one. Give one a weight of at least 1.`,
    );
  }
  return plainData({ kind: 'experiment', id, variants: named, holdout }, where);
};
