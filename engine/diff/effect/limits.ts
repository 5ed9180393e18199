import type { EffectFigure, FigurePair } from './figures.ts';

/** Figures that `--fail-on` may limit. */
export const limitable = ['cost', 'mails', 'tasks', 'capped'] as const satisfies readonly EffectFigure[];
export type LimitName = (typeof limitable)[number];

/** How much a figure may grow: by a share of its former value, or by a number. */
export interface Limit {
  name: LimitName;
  /** The text of the option: `+10%`. */
  text: string;
  by: number;
  isShare: boolean;
}

/** Exceeded limits. A figure that was 0 exceeds any share limit by growing. */
export const brokenLimits = (limits: readonly Limit[], figures: readonly FigurePair[]): Limit[] =>
  limits.filter(({ name, by, isShare }) => {
    const figure = figures.find(each => each.name === name);
    if (!figure) return false;
    const most = isShare ? figure.before * (1 + by / 100) : figure.before + by;
    return figure.after > most + rounding;
  });

/** Tolerance for sums of the same numbers in another order. */
const rounding = 1e-9;
