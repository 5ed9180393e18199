import type { HealthInputs } from '../account/health-inputs.ts';
import type { Judgement } from '../account/health-state.ts';
import { type HealthComponent, healthComponents } from '../definition/health-rules.ts';
import { type Indication, type Judging, jointSigns, readSigns } from './signs.ts';

/**
 * Any red sign makes a component red, all green ones together make it green, and one green sign that is known to be
 * absent makes it yellow. Otherwise it is missing: what is not known neither hides what is bad nor claims what is good.
 */
export const judgeComponents = (inputs: HealthInputs, rules: Judging): Record<HealthComponent, Judgement> =>
  Object.fromEntries(
    healthComponents.map(name => {
      const signs = readSigns(name, inputs, rules);
      const red = [...signs.flatMap(sign => sign.red ?? []), ...jointSigns(name, inputs, rules)];
      return [
        name,
        judge(
          signs.map(({ green }) => green),
          red,
        ),
      ];
    }),
  ) as Record<HealthComponent, Judgement>;

const judge = (green: readonly Indication[], red: readonly Indication[]): Judgement => {
  const bad = red.find(({ holds }) => holds === true);
  if (bad) return { state: 'red', because: bad.says };
  const absent = green.find(({ holds }) => holds === false);
  if (absent) return { state: 'yellow', because: `not ${absent.says}` };
  const unknown = green.find(({ holds }) => holds === null);
  if (unknown) return { state: 'missing', because: `unknown whether ${unknown.says}` };
  return { state: 'green', because: green.map(({ says }) => says).join(', ') };
};
