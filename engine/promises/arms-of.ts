import { type BranchCall, specialArms } from '../definition/step-call.ts';
import { turnsOf } from './decided.ts';
import type { Moment } from './moment.ts';

type Facts = Moment['facts'];
type Arm = { arm: string; facts: Facts };

/** The arms a step may take, with the facts that each one decides. */
export const armsOf = ({ step, next }: BranchCall, facts: Facts): Arm[] => {
  const others = Object.keys(next).filter(arm => arm === specialArms.skipped);
  const skipped = others.map(arm => ({ arm, facts }));
  if ('cases' in step) return [...casesOf(step.cases, facts), ...skipped];
  const names = 'variants' in step ? step.variants.map(({ name }) => name) : [];
  const isSplit = 'holdout' in step && step.holdout === 0;
  return [...names, ...(isSplit ? [] : ['holdout'])].map(arm => ({ arm, facts })).concat(skipped);
};

/** The first case that holds, else `otherwise`. */
const casesOf = ([first, ...others]: Extract<BranchCall['step'], { kind: 'branch' }>['cases'], facts: Facts): Arm[] => {
  if (first === undefined) return [{ arm: 'otherwise', facts }];
  return turnsOf(first.condition, facts).flatMap(({ holds, facts: decided }) =>
    holds ? [{ arm: first.name, facts: decided }] : casesOf(others, decided),
  );
};
