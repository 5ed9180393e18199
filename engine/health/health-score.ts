import type { HealthScore, Judgement } from '../account/health-state.ts';
import {
  type HealthBand,
  type HealthComponent,
  type HealthWeights,
  healthComponents,
} from '../definition/health-model.ts';

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

/** First score of each band. */
export const bandBorders = { yellow: 50, green: 80 } as const;

export const bandOf = (score: number): HealthBand =>
  score >= bandBorders.green ? 'green' : score >= bandBorders.yellow ? 'yellow' : 'red';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
