import type { AccountSnapshot } from '../account/account.ts';
import { accountContext } from '../conditions/account-context.ts';
import { holds } from '../conditions/evaluate-condition.ts';
import { farthest, type LookBack, lookBackOf, startOfLookBack } from '../conditions/look-back.ts';
import type { HealthModel } from '../definition/health-model.ts';
import { type HealthRules, shippedRules } from '../definition/health-rules.ts';
import type { Instant } from '../kernel/instant.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import { sameData } from '../kernel/same-data.ts';

export interface ChosenRules {
  /** The profile's id, where it is not the model itself. */
  profile?: string;
  rules: HealthRules;
}

/** The rules of the first profile whose condition holds; the model's own where none does. */
export const chooseRules = (model: HealthModel, snapshot: AccountSnapshot, now: Instant): ChosenRules => {
  const context = accountContext(snapshot, now);
  const profile = model.profiles?.find(({ when }) => holds(when, context));
  return profile ? { profile: profile.id, rules: profile } : { rules: model };
};

/** How a score says what it was made by: nothing of what Daymark ships. */
export const describeRules = ({ profile, rules }: ChosenRules) => ({
  ...(profile !== undefined && { profile }),
  ...(!isShipped(rules) && { rules: { thresholds: rules.thresholds, components: rules.components } }),
});

const isShipped = memoizeByObject(
  ({ thresholds, components }: HealthRules): boolean =>
    sameData(thresholds, shippedRules.thresholds) && sameData(components, shippedRules.components),
);

/** Usage that a score looks at; older happenings that still count are carried on as milestones. */
export const healthUsageSince = (model: Pick<HealthModel, 'profiles'>, now: Instant): Instant | undefined =>
  startOfLookBack(lookBackOfModel(model), now);

const lookBackOfModel = memoizeByObject(
  ({ profiles = [] }: Pick<HealthModel, 'profiles'>): LookBack =>
    farthest([91 * 86_400, lookBackOf(profiles.map(({ when }) => when))]),
);
