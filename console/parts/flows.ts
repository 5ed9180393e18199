export interface Flow {
  from: string;
  to: string;
}

/** Known numbers of entries to and exits from each box. */
export type Passed = Readonly<Record<string, { in?: number | undefined; out?: number | undefined }>>;

/**
 * The number on each arrow, if it is determined by the numbers of the boxes; otherwise `undefined`. The arrows out of a
 * box add up to its exits, the arrows into it to its entries.
 */
export const flowsOf = (arrows: readonly Flow[], passed: Passed): (number | undefined)[] => {
  const flows: (number | undefined)[] = arrows.map(() => undefined);
  const sums = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))].flatMap(box => [
    { total: passed[box]?.in, of: arrows.flatMap(({ to }, n) => (to === box ? [n] : [])) },
    { total: passed[box]?.out, of: arrows.flatMap(({ from }, n) => (from === box ? [n] : [])) },
  ]);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const { total, of } of sums) {
      const open = of.filter(n => flows[n] === undefined);
      const [last] = open;
      if (total === undefined || last === undefined || open.length > 1) continue;
      flows[last] = Math.max(0, total - of.reduce((sum, n) => sum + (flows[n] ?? 0), 0));
      isNew = true;
    }
  }
  return flows;
};
