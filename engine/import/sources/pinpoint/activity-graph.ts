import type { PinpointActivity } from './exported.ts';

/** The graph of activities. */
export interface ActivityGraph {
  activity(id: string): PinpointActivity | undefined;
  /** The activity where all paths from these activities meet again; `undefined` if one ends before. */
  meetingOf(arms: readonly (string | undefined)[]): string | undefined;
}

/** The next activities; `undefined` for a path that ends. */
export const waysOn = (activity: PinpointActivity): readonly (string | undefined)[] => {
  const { ConditionalSplit, MultiCondition, RandomSplit } = activity;
  if (ConditionalSplit) return [ConditionalSplit.TrueActivity, ConditionalSplit.FalseActivity];
  if (MultiCondition)
    return [...MultiCondition.Branches.map(each => each.NextActivity), MultiCondition.DefaultActivity];
  if (RandomSplit) return RandomSplit.Branches.map(each => each.NextActivity);
  const { EMAIL, SMS, PUSH, CUSTOM, ContactCenter, Wait, Holdout } = activity;
  return [(EMAIL ?? SMS ?? PUSH ?? CUSTOM ?? ContactCenter ?? Wait ?? Holdout)?.NextActivity];
};

export const activityGraph = (activities: Readonly<Record<string, PinpointActivity>>): ActivityGraph => {
  const activity = (id: string) => (Object.hasOwn(activities, id) ? activities[id] : undefined);
  const reached = (from: string): string[] => {
    const found = [from];
    for (const id of found) {
      const known = activity(id);
      for (const next of known ? waysOn(known) : []) if (next !== undefined && !found.includes(next)) found.push(next);
    }
    return found;
  };
  /** True if all paths from there go through the target. */
  const mustPass = (from: string | undefined, target: string, seen: ReadonlySet<string> = new Set()): boolean => {
    if (from === target) return true;
    const known = from === undefined || seen.has(from) ? undefined : activity(from);
    if (from === undefined || known === undefined) return false;
    return waysOn(known).every(next => mustPass(next, target, new Set([...seen, from])));
  };
  return {
    activity,
    meetingOf: arms => {
      const [first] = arms;
      if (first === undefined) return undefined;
      return reached(first).find(id => arms.every(arm => mustPass(arm, id)));
    },
  };
};
