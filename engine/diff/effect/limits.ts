import type { EffectFigure, FigurePair } from './figures.ts';

/** Figures that `--fail-on` may limit. */
export const limitable = ['cost', 'mails', 'tasks', 'capped'] as const satisfies readonly EffectFigure[];
export type LimitName = (typeof limitable)[number];

/** How much a figure may grow: by a share of its former value, or by a number. */
export interface Limit {
  name: LimitName;
  /** As it was written: `+10%`. */
  text: string;
  by: number;
  isShare: boolean;
}

/** Limits that a change breaks. A figure that was 0 breaks any share by being more. */
export const brokenLimits = (limits: readonly Limit[], figures: readonly FigurePair[]): Limit[] =>
  limits.filter(({ name, by, isShare }) => {
    const figure = figures.find(each => each.name === name);
    if (!figure) return false;
    const most = isShare ? figure.before * (1 + by / 100) : figure.before + by;
    return figure.after > most + rounding;
  });

/** Sums of the same numbers in another order differ by less. */
const rounding = 1e-9;
