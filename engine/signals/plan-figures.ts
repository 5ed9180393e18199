import type { AccountSnapshot, Profile } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import { type CountedFigures, daysCounted, type Figures, type PlanFigures } from '../account/medians.ts';
import { accountTimezone, knownSince } from '../account/profile.ts';
import type { RoutingInput } from '../account/routing.ts';
import { accountContext } from '../conditions/account-context.ts';
import { evaluateValue } from '../conditions/values.ts';
import { daysBefore } from '../conditions/windows.ts';
import { type Figure, windowDays } from '../definition/condition.ts';
import { figureName } from '../definition/figure-name.ts';
import { featureFigures, figuresOf } from '../definition/figures.ts';
import type { Instant } from '../kernel/instant.ts';
import { plainWord } from '../kernel/same-word.ts';
import { isGone } from './evaluate-signals.ts';
import { lastWeek } from './weeks.ts';

export interface RoutedFigures {
  /** As the account's evaluation remembers them; nothing while it counts for no plan. */
  compared?: PlanFigures;
  changes: readonly Change[];
}

type FiguresInput = Pick<RoutingInput, 'event' | 'snapshot' | 'journeys' | 'catalog' | 'now'>;

/**
 * The account's row among those of its plan: counted anew once a week when time asks, moved as soon as the plan changes,
 * gone with the account. The snapshot is as the event left it, but for its evaluation.
 */
export const routeFigures = (input: FiguresInput): RoutedFigures => {
  const before = input.snapshot.evaluation?.compared;
  const compared = comparedAfter(before, input);
  const { account } = input.snapshot;
  const isSame = before?.plan === compared?.plan && before?.at === compared?.at;
  const former =
    before && before.plan === compared?.plan && isCountedStill(before, input.now) ? countedIn(before) : undefined;
  return {
    ...(compared && { compared }),
    changes: [
      ...(before && before.plan !== compared?.plan ? [{ kind: 'leavePlan', account, plan: before.plan } as const] : []),
      ...(compared && !isSame
        ? [{ kind: 'planFigures', account, ...compared, ...(former && { former }) } as const]
        : []),
    ],
  };
};

const isCountedStill = ({ at }: PlanFigures, now: Instant): boolean => at > daysBefore(now, daysCounted);

const countedIn = ({ at, figures }: PlanFigures): CountedFigures => ({ at, figures });

/** The plan of an account as it was last said, in one spelling for all of its accounts. */
export const planOf = (profile: Profile | undefined): string | undefined => {
  const plan = profile?.attributes.plan?.value;
  return typeof plan === 'string' && plan !== '' ? plainWord(plan) : undefined;
};

const comparedAfter = (
  before: PlanFigures | undefined,
  { event, snapshot, journeys, catalog, now }: FiguresInput,
): PlanFigures | undefined => {
  const plan = planOf(snapshot.profile);
  if (plan === undefined || isGone(snapshot)) return undefined;
  const isCounted = () => before && before.at >= lastWeek(now, accountTimezone(snapshot.profile)).until;
  if (event.name !== evaluateEvent || isCounted()) return before && { ...before, plan };
  const figures = countAll([...figuresOf(journeys), ...featureFigures(catalog ?? {})], snapshot, now);
  return Object.keys(figures).length > 0 ? { plan, at: now, figures } : undefined;
};

/** An account that is younger than a figure's window would only seem to do little. */
const countAll = (figures: readonly Figure[], snapshot: AccountSnapshot, now: Instant): Figures => {
  const since = knownSince(snapshot.profile);
  const context = accountContext(snapshot, now);
  return Object.fromEntries(
    figures.flatMap(figure => {
      const days = windowDays(figure.window);
      if (days !== undefined && (since === undefined || since > daysBefore(now, days))) return [];
      return [[figureName(figure), Number(evaluateValue(figure, context))]];
    }),
  );
};
