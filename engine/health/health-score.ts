import type { HealthScore, Judgement } from '../account/health-state.ts';
import type { HealthBand } from '../definition/health-model.ts';
import {
  type HealthComponent,
  type HealthThresholds,
  type HealthWeights,
  healthComponents,
} from '../definition/health-rules.ts';

type States = Readonly<Record<HealthComponent, Pick<Judgement, 'state'>>>;

/** A half point counts up, in whole numbers: 49.5 is 50, and no float decides a band. */
export const healthScore = (components: States, weights: HealthWeights): HealthScore => {
  const points = pointsOf(components, weights);
  const present = sum(healthComponents.map(name => (components[name].state === 'missing' ? 0 : weights[name])));
  const total = sum(healthComponents.map(name => weights[name]));
  const reached = sum(Object.values(points));
  return {
    score: present === 0 ? null : Math.floor((200 * reached + present) / (2 * present)),
    confidence: total === 0 ? 0 : Math.floor((100 * present) / total),
    points,
  };
};

/** Yellow counts half, rounded down per component. */
const pointsOf = (components: States, weights: HealthWeights): Record<HealthComponent, number> => {
  const shares = { green: 2, yellow: 1, red: 0, missing: 0 };
  const entries = healthComponents.map(name => [
    name,
    Math.floor((weights[name] * shares[components[name].state]) / 2),
  ]);
  return Object.fromEntries(entries) as Record<HealthComponent, number>;
};

export const bandOf = (
  score: number,
  { green, yellow }: Pick<HealthThresholds['bands'], 'green' | 'yellow'>,
): HealthBand => (score >= green ? 'green' : score >= yellow ? 'yellow' : 'red');

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
