import type { Condition } from '../../definition/condition.ts';
import type { Step } from '../../definition/step.ts';
import { AuthoringError } from '../../journey/authoring-error.ts';
import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { checkedName } from '../../journey/names.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { IdsIn, Literal, Named, UniqueArms } from '../../journey/step-ids.ts';
import type { BranchStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    branch: Branch;
  }
}

interface Branch {
  /** Two ways on: `branch('adoption-check', { when: adoption().below(0.2), then: [...], otherwise: [] })`. */
  <Id extends string, const Then extends readonly Step[], const Otherwise extends readonly Step[]>(
    id: Id & Literal<Id>,
    options: {
      when: Condition;
      then: Then & UniqueArms<{ then: Then; otherwise: Otherwise }>['then'];
      /** Steps of all other accounts; `[]` says on purpose that there are none. */
      otherwise: Otherwise & UniqueArms<{ then: Then; otherwise: Otherwise }>['otherwise'];
    },
  ): Named<BranchStep, Id | IdsIn<Then> | IdsIn<Otherwise>>;
  /** Several ways on; the first case that holds is taken. */
  among<Id extends string, const By extends Cases, const Otherwise extends readonly Step[]>(
    id: Id & Literal<Id>,
    options: {
      cases: By & { readonly [Name in keyof By]: { then: UniqueArms<ThensOf<By> & { otherwise: Otherwise }>[Name] } };
      /** Steps of all other accounts; `[]` says on purpose that there are none. */
      otherwise: Otherwise & UniqueArms<ThensOf<By> & { otherwise: Otherwise }>['otherwise'];
    },
  ): Named<BranchStep, Id | IdsIn<By[keyof By]['then']> | IdsIn<Otherwise>>;
}

type Cases = { readonly [Name: string]: { readonly when: Condition; readonly then: readonly Step[] } };
type ThensOf<By extends Cases> = { readonly [Name in keyof By]: By[Name]['then'] };

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
