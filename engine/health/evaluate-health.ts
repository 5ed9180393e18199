import type { AccountSnapshot, Profile } from '../account/account.ts';
import type { HealthRecord, HealthState } from '../account/health-state.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { chooseRules, describeRules } from './choose-rules.ts';
import { healthScore } from './health-score.ts';
import { judgeComponents } from './judge-components.ts';
import { milestonesOf } from './milestones.ts';
import { readHealthInputs } from './read-health-inputs.ts';
import { settleBand } from './settle-band.ts';

export interface HealthEvaluation {
  state: HealthState;
  record: HealthRecord;
  /** Attributes of the account to be said now. Profiles are written when the band moves or the score does much, not every week. */
  said: Readonly<Record<string, Scalar>>;
}

/**
 * The account's score as of `now`, by a snapshot with contacts and with usage since `healthUsageSince(model, now)`. Nothing for a
 * catalog without a health model, and for an unknown account.
 */
export const evaluateHealth = (
  snapshot: AccountSnapshot,
  { health: model, ...catalog }: Pick<CatalogData, 'health' | 'features' | 'seats'>,
  previous: HealthState | undefined,
  now: Instant,
): HealthEvaluation | undefined => {
  if (model === undefined || snapshot.profile === undefined) return undefined;
  const milestones = milestonesOf(snapshot, model.events, previous?.milestones, now);
  const chosen = chooseRules(model, snapshot, now);
  const { rules, profile = '' } = chosen;
  const inputs = readHealthInputs(snapshot, model, rules, catalog, milestones, now);
  const components = judgeComponents(inputs, rules);
  const score = healthScore(components, rules.weights);
  const before = previous ?? { band: null, lay: null };
  const isOfProfile = (previous?.profile ?? profile) === profile;
  const settled = settleBand(before, score, rules.thresholds.bands, isOfProfile);
  const moved = settled.band !== before.band;
  return {
    state: { ...settled, at: now, milestones, profile },
    record: {
      account: snapshot.account,
      at: now,
      ...score,
      band: settled.band,
      ...(moved && { from: before.band }),
      model: model.version,
      ...describeRules(chosen),
      weights: rules.weights,
      inputs,
      components,
    },
    said: moved || hasMoved(score.score, snapshot.profile) ? { health: settled.band, healthScore: score.score } : {},
  };
};

/** Points by which a score may differ from the one in the profile. */
const slack = 4;

const hasMoved = (score: number | null, { attributes }: Profile): boolean => {
  const said = attributes.healthScore?.value;
  return score !== null && typeof said === 'number' && Math.abs(score - said) > slack;
};
