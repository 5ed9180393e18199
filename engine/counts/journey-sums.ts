import type { CountedEnrollment } from './counted.ts';

/** Sums over the enrollments that began in a range of days. */
export interface JourneySums {
  /** `running`, `completed`, `exited`, `failed` and `heldOut` add up to it. */
  enrolled: number;
  running: number;
  completed: number;
  exited: number;
  failed: number;
  heldOut: number;
  /** Enrollments that reached their goal, out of `measured`. */
  reached: number;
  measured: number;
  /** By id. */
  steps: Readonly<Record<string, StepSums>>;
}

/** `here`, `wentOn` and `left` add up to `entered`. Loops enter a step several times. */
export interface StepSums {
  entered: number;
  here: number;
  wentOn: number;
  /** By reason of the exit, or `failed`. */
  left: Readonly<Record<string, number>>;
}

/** Numbers by name, the stored form: writes add to a sum without reading it. */
export type FlatSums = Readonly<Record<string, number>>;

/** An enrollment's share of the sums of its version and day. */
export const sumsOf = (counted: CountedEnrollment): FlatSums => {
  const { status, heldOut, reached, entered, at, reason } = counted;
  const sums: Record<string, number> = { enrolled: 1, [heldOut ? 'heldOut' : named[status]]: 1 };
  if (reached !== undefined && !heldOut) Object.assign(sums, { measured: 1, ...(reached && { reached: 1 }) });
  for (const [step, times] of Object.entries(entered)) {
    const stays = step === at ? 1 : 0;
    sums[nameOf('entered', step)] = times;
    if (times > stays) sums[nameOf('wentOn', step)] = times - stays;
    if (stays) sums[status === 'active' ? nameOf('here', step) : nameOf('left', step, reason ?? status)] = 1;
  }
  return sums;
};

/** The difference to add to sums that include `before`, so that they include `after`. */
export const difference = (before: FlatSums, after: FlatSums): FlatSums =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(name => {
      const by = (after[name] ?? 0) - (before[name] ?? 0);
      return by === 0 ? [] : [[name, by]];
    }),
  );

export const addSums = (...all: readonly FlatSums[]): FlatSums => {
  const sums: Record<string, number> = {};
  for (const each of all) for (const [name, by] of Object.entries(each)) sums[name] = (sums[name] ?? 0) + by;
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
};

/** The stored sums in structured form. */
export const journeySums = (flat: FlatSums): JourneySums => {
  const steps: Record<string, StepSums & { left: Record<string, number> }> = {};
  for (const [name, sum] of Object.entries(flat)) {
    const [what = '', step, ...reason] = name.split('#');
    if (step === undefined) continue;
    steps[step] ??= { entered: 0, here: 0, wentOn: 0, left: {} };
    const its = steps[step];
    if (what === 'left') its.left[reason.join('#')] = sum;
    else if (what === 'entered' || what === 'here' || what === 'wentOn') its[what] = sum;
  }
  const total = (name: string) => flat[name] ?? 0;
  return {
    enrolled: total('enrolled'),
    running: total('running'),
    completed: total('completed'),
    exited: total('exited'),
    failed: total('failed'),
    heldOut: total('heldOut'),
    reached: total('reached'),
    measured: total('measured'),
    steps,
  };
};

const named = { active: 'running', completed: 'completed', exited: 'exited', failed: 'failed' } as const;

/** Step ids have no `#`. */
const nameOf = (...parts: readonly string[]): string => parts.join('#');
