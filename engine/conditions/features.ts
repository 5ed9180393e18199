import type { UsageMark } from '../account/account.ts';
import type { KeyFeatures, Value, Window } from '../definition/condition.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ConditionKind, ConditionOf, EvaluationContext, ValueOf } from './condition-kind.ts';
import { anyEvent, isActivity } from './quantity.ts';
import { daysBefore, leavesAt, usageBetween, usageIn } from './windows.ts';

export const soleFeature: ConditionKind<'soleFeature'> = {
  truth: (condition, context) => soleFeatureOf(condition, context) !== null,
  since: ({ days }, { now }) => daysBefore(now, 2 * days),
  events: () => [anyEvent],
  turnsAt: (condition, context) => {
    const { days, except } = condition;
    const { now } = context;
    const marks = usageBetween(daysBefore(now, 2 * days), now, context).filter(mark => isActivity(mark, except));
    // Whatever happened first leaves either window first.
    const moves = [days, 2 * days].flatMap(window => {
      const first = earliest(marks, daysBefore(now, window));
      return first === undefined ? [] : [leavesAt(first, window)];
    });
    return moves.sort()[0];
  },
  facts: ({ kind, ...of }) => ({ feature: { kind, ...of } }),
};

/** The first instant of the marks since then. */
const earliest = (marks: readonly UsageMark[], since: Instant): Instant | undefined =>
  marks.reduce<Instant | undefined>(
    (first, { at }) => (at >= since && (first === undefined || at < first) ? at : first),
    undefined,
  );

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
  const middle = daysBefore(context.now, days);
  const marks = usageBetween(daysBefore(context.now, 2 * days), context.now, context).filter(mark =>
    isActivity(mark, except),
  );
  const users = usersOf(marks.filter(({ at }) => at >= middle));
  if (users.size < 2) return undefined;
  const soleOf = (event: string): string | undefined => {
    const own = marks.filter(mark => mark.event === event);
    const recent = usersOf(own.filter(({ at }) => at >= middle));
    const [user] = recent;
    const isSole = recent.size === 1 && own.some(mark => mark.user === user && mark.at <= middle);
    return isSole ? user : undefined;
  };
  for (const [feature, event] of Object.entries(features)) {
    const user = soleOf(event);
    if (user !== undefined) return { feature, user };
  }
  return undefined;
};

/** Names of the unused ones, in the catalog's order. */
export const unusedIn = (features: KeyFeatures, window: Window, context: EvaluationContext): string[] => {
  const seen = new Set(usageIn(window, context).map(({ event }) => event));
  return Object.entries(features).flatMap(([feature, event]) => (seen.has(event) ? [] : [feature]));
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
  const counts = new Map(names.map(name => [name, 0]));
  const marks = usageIn(window, context);
  for (const [name, event] of Object.entries(features)) {
    counts.set(name, marks.filter(mark => mark.event === event).length);
  }
  const least = Math.min(...counts.values());
  const told = names.indexOf(context.enrollment?.took?.[toldFeature] ?? '');
  const inTurn = [...names.slice(told + 1), ...names.slice(0, told + 1)];
  return inTurn.find(name => counts.get(name) === least) ?? null;
};

/** What the enrollment is to remember of values that it was told, written with the step so that a repeated call tells the same. */
export const featureTold = (
  values: readonly Value[],
  context: EvaluationContext,
): Readonly<Record<string, string>> | undefined => {
  const value = values.find(({ kind }) => kind === 'leastUsedFeature');
  const feature = value?.kind === 'leastUsedFeature' ? leastUsedOf(value, context) : null;
  return feature === null ? undefined : { [toldFeature]: feature };
};

/** Under which name an enrollment remembers the feature that it was told last; no step can be called that. */
export const toldFeature = '(feature told)';

const usersOf = (marks: readonly UsageMark[]): Set<string> => new Set(marks.map(({ user }) => user));
