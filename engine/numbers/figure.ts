import { interval95 } from './wilson.ts';

/** A number of the report, with all its inputs. */
export interface ReportFigure {
  id: FigureId;
  unit: 'percent' | 'money' | 'days' | 'score';
  /** Percent as 0 to 100, money in the currency's smallest unit; `null` if unknown. */
  value: number | null;
  /** Inputs of the formula by name, in its order. */
  inputs: Readonly<Record<string, number | null>>;
  /** 95 % interval in percent, for shares of fewer than 200. */
  interval?: readonly [number, number];
  /** Accounts behind the number, if it is about a subset. */
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

/** A percentage of counts. */
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

/** A percentage of amounts. */
export const rate = (id: FigureId, part: number, of: number, inputs: ReportFigure['inputs']): ReportFigure => ({
  id,
  unit: 'percent',
  value: of === 0 ? null : (100 * part) / of,
  inputs,
});

/** The percentile by nearest rank, of values in any order; `null` if there are none. */
export const percentile = (values: readonly number[], percent: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? null;
};
