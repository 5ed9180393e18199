import { interval95 } from './wilson.ts';

/** A number of the report, with everything that it was made of. */
export interface ReportFigure {
  id: FigureId;
  unit: 'percent' | 'money' | 'days' | 'score';
  /** Percent as a number of 100, money in the currency's smallest unit; null where it cannot be told. */
  value: number | null;
  /** Inputs of the formula by name, in its order. */
  inputs: Readonly<Record<string, number | null>>;
  /** 95 % interval of a share of fewer than 200, in percent. */
  interval?: readonly [number, number];
  /** Accounts behind it, where the number is of some of them. */
  accounts?: readonly string[];
}

export const figureIds = [
  'grr',
  'nrr',
  'logo-churn',
  'expansion-share',
  'renewal-rate',
  'trial-to-paid',
  'time-to-value',
  'time-to-value-p90',
  'adoption',
  'nps',
  'csat',
  'ces',
  'arpa',
  'clv',
  'cs-cost',
  'revenue-at-risk',
] as const;
export type FigureId = (typeof figureIds)[number];

/** Shares of fewer than these come with an interval. */
const fewCases = 200;

/** A count over a count. */
export const share = (
  id: FigureId,
  [part, of]: readonly [part: number, of: number],
  names: readonly [part: string, of: string],
  accounts?: readonly string[],
): ReportFigure => ({
  id,
  unit: 'percent',
  value: of === 0 ? null : (100 * part) / of,
  inputs: { [names[0]]: part, [names[1]]: of },
  ...(of > 0 && of < fewCases && { interval: interval95(part, of) }),
  ...(accounts && { accounts: [...accounts].sort() }),
});

/** Money over money. */
export const rate = (id: FigureId, part: number, of: number, inputs: ReportFigure['inputs']): ReportFigure => ({
  id,
  unit: 'percent',
  value: of === 0 ? null : (100 * part) / of,
  inputs,
});

/** The value that so many of them do not exceed: the nearest rank, of values in any order. */
export const percentile = (values: readonly number[], percent: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? null;
};
