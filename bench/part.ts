/** A measured or counted number. */
export interface MeasuredFigure {
  name: string;
  value: number;
  unit: string;
}

/** A part of the benchmark; `tell` shows its progress. */
export type Part = (tell: (text: string) => void) => Promise<MeasuredFigure[]>;

/**
 * Runs `work` and measures it in seconds: wall time, and this process's CPU time, which a busy machine distorts less.
 */
export const timed = async <Result>(
  work: () => Result | Promise<Result>,
): Promise<{ result: Result; wall: number; cpu: number }> => {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const result = await work();
  const wall = (performance.now() - before) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { result, wall, cpu: (user + system) / 1e6 };
};

/** The smallest value that at least `percent` percent of the values do not exceed; NaN without values. */
export const percentileOf = (values: readonly number[], percent: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => percentileOf(values, 50);
