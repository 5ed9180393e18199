import type { AccountSnapshot, Profile } from '../account.ts';
import { accountContext } from '../account-context.ts';
import { accountTimezone } from '../account-timezone.ts';
import type { Change } from '../change.ts';
import type { Figure } from '../condition.ts';
import { evaluateValue } from '../conditions/values.ts';
import { daysBefore } from '../conditions/windows.ts';
import type { Instant } from '../instant.ts';
import { knownSince } from '../known-since.ts';
import type { RoutingInput } from '../routing/routing.ts';
import { evaluateEvent } from '../signals/evaluate-event.ts';
import { isGone } from '../signals/look-at-signals.ts';
import { lastWeek } from '../signals/weeks.ts';
import { figureName } from './figure-name.ts';
import { figuresOf } from './figures.ts';
import type { Figures } from './medians.ts';

/** What an account counts for in the medians of its plan. */
export interface PlanFigures {
  plan: string;
  at: Instant;
  figures: Figures;
}

export interface RoutedFigures {
  /** As the account's evaluation remembers them; nothing while it counts for no plan. */
  compared?: PlanFigures;
  changes: readonly Change[];
}

/**
 * The account's row among those of its plan: counted anew once a week when time asks, moved as soon as the plan changes,
 * gone with the account. The snapshot is as the event left it, but for its evaluation.
 */
export const routeFigures = (input: Pick<RoutingInput, 'event' | 'snapshot' | 'journeys' | 'now'>): RoutedFigures => {
  const before = input.snapshot.evaluation?.compared;
  const compared = comparedAfter(before, input);
  const { account } = input.snapshot;
  const isSame = before?.plan === compared?.plan && before?.at === compared?.at;
  return {
    ...(compared && { compared }),
    changes: [
      ...(before && before.plan !== compared?.plan ? [{ kind: 'leavePlan', account, plan: before.plan } as const] : []),
      ...(compared && !isSame ? [{ kind: 'planFigures', account, ...compared } as const] : []),
    ],
  };
};

/** The plan of an account, as it was last said. */
export const planOf = (profile: Profile | undefined): string | undefined => {
  const plan = profile?.attributes.plan?.value;
  return typeof plan === 'string' && plan !== '' ? plan : undefined;
};

const comparedAfter = (
  before: PlanFigures | undefined,
  { event, snapshot, journeys, now }: Pick<RoutingInput, 'event' | 'snapshot' | 'journeys' | 'now'>,
): PlanFigures | undefined => {
  const plan = planOf(snapshot.profile);
  if (plan === undefined || isGone(snapshot)) return undefined;
  const isCounted = before && before.at >= lastWeek(now, accountTimezone(snapshot.profile)).until;
  if (event.name !== evaluateEvent || isCounted) return before && { ...before, plan };
  const figures = countAll(figuresOf(journeys), snapshot, now);
  return Object.keys(figures).length > 0 ? { plan, at: now, figures } : undefined;
};

/** An account that is younger than a figure's window would only seem to do little. */
const countAll = (figures: readonly Figure[], snapshot: AccountSnapshot, now: Instant): Figures => {
  const since = knownSince(snapshot.profile);
  const context = accountContext(snapshot, now);
  return Object.fromEntries(
    figures.flatMap(figure => {
      const { window } = figure;
      if (window.kind === 'within' && (since === undefined || since > daysBefore(now, window.days))) return [];
      return [[figureName(figure), Number(evaluateValue(figure, context))]];
    }),
  );
};
