export interface Flow {
  from: string;
  to: string;
}

/** What went into a box and out of it, as far as is known. */
export type Passed = Readonly<Record<string, { in?: number | undefined; out?: number | undefined }>>;

/**
 * How many went along each arrow, where what is known of the boxes leaves only one answer; undefined elsewhere. All arrows out of a
 * box add up to what left it, all into it to what came.
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
