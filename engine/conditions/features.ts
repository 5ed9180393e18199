import type { KeyFeatures, Value, Window } from '../definition/condition.ts';
import { through } from '../kernel/instant.ts';
import type { ConditionKind, ConditionOf, EvaluationContext, ValueOf } from './condition-kind.ts';
import { activity, anyEvent } from './quantity.ts';
import { countUsage } from './usage.ts';
import { daysBefore, leavesAt, type Span } from './windows.ts';

export const soleFeature: ConditionKind<'soleFeature'> = {
  truth: (condition, context) => soleFeatureOf(condition, context) !== null,
  since: ({ days }, { now }) => daysBefore(now, 2 * days),
  events: () => [anyEvent],
  turnsAt: (condition, context) => {
    const { days, except } = condition;
    const { now } = context;
    // The earlier of the two leaves its window first.
    const moves = [days, 2 * days].flatMap(window => {
      const first = activity(context.usage, except).nth(daysBefore(now, window), 0)?.at;
      return first === undefined || first > now ? [] : [leavesAt(first, window)];
    });
    return moves.sort()[0];
  },
  facts: ({ kind, ...of }) => ({ feature: { kind, ...of } }),
};

type SoleUse = Omit<ConditionOf<'soleFeature'>, 'kind'>;

export const soleFeatureOf = (sole: SoleUse, context: EvaluationContext): string | null =>
  soleUseOf(sole, context)?.feature ?? null;

/** Id of its only user. */
export const soleUserOf = (sole: SoleUse, context: EvaluationContext): string | null =>
  soleUseOf(sole, context)?.user ?? null;

/**
 * The first key feature, in the catalog's order, that one user began to use `days` ago or longer and has used since, and
 * that no other active user has.
 */
const soleUseOf = (
  { features, days, except }: SoleUse,
  context: EvaluationContext,
): { feature: string; user: string } | undefined => {
  const [start, middle] = [daysBefore(context.now, 2 * days), daysBefore(context.now, days)];
  const recently: Span = [middle, through(context.now)];
  const done = activity(context.usage, except);
  if (done.users(...recently).size < 2) return undefined;
  const soleOf = (event: string): string | undefined => {
    const own = done.where(event, mark => mark.event === event);
    const recent = own.users(...recently);
    const [user = ''] = recent.keys();
    return recent.size === 1 && own.users(start, through(middle)).has(user) ? user : undefined;
  };
  for (const [feature, event] of Object.entries(features)) {
    const user = soleOf(event);
    if (user !== undefined) return { feature, user };
  }
  return undefined;
};

/** Names of the unused ones, in the catalog's order. */
export const unusedIn = (features: KeyFeatures, window: Window, context: EvaluationContext): string[] => {
  return Object.entries(features).flatMap(([feature, event]) =>
    countUsage(event, window, context) > 0 ? [] : [feature],
  );
};

/**
 * Of several unused ones the next, in the catalog's order, after the one that the enrollment was told last; so
 * each has its turn, and none comes twice running while there is another.
 */
export const leastUsedOf = (
  { features, window }: ValueOf<'leastUsedFeature'>,
  context: EvaluationContext,
): string | null => {
  const names = Object.keys(features);
  const counts = new Map(
    Object.entries(features).map(([name, event]) => [name, countUsage(event, window, context)] as const),
  );
  const least = Math.min(...counts.values());
  const lastShown = names.indexOf(context.enrollment?.took?.[shownFeature] ?? '');
  const inTurn = [...names.slice(lastShown + 1), ...names.slice(0, lastShown + 1)];
  return inTurn.find(name => counts.get(name) === least) ?? null;
};

/** Values that the enrollment keeps as they were shown, written with the step so that a repeated call tells the same. */
export const recordShownFeature = (
  values: readonly Value[],
  context: EvaluationContext,
): Readonly<Record<string, string>> | undefined => {
  const value = values.find(({ kind }) => kind === 'leastUsedFeature');
  const feature = value?.kind === 'leastUsedFeature' ? leastUsedOf(value, context) : null;
  return feature === null ? undefined : { [shownFeature]: feature };
};

/** Under which name an enrollment remembers the feature that it was told last; no step can be called that. */
export const shownFeature = '(feature told)';
