import type { HealthRecord, Judgement } from '../account/health-state.ts';
import { type HealthComponent, healthComponents, shippedRules } from '../definition/health-rules.ts';
import { readSigns } from './signs.ts';

export interface ScoreExplanation {
  account: string;
  score: number | null;
  band: HealthRecord['band'];
  /** The band before, where it moved. */
  from?: HealthRecord['band'];
  confidence: number;
  /** Percent of the weight that must be known for the score to move the band. */
  leastConfidence: number;
  /** The profile that judged, where one did. */
  profile?: string;
  at: string;
  components: readonly {
    component: HealthComponent;
    state: Judgement['state'];
    points: number;
    weight: number;
    because: string;
    inputs: string;
  }[];
  /** The two components that moved the score most since the evaluation before; fewer where fewer moved it. */
  moved: readonly { component: HealthComponent; points: number; from: string; to: string }[];
}

/** Why an account has the score it has. */
export const explainScore = (record: HealthRecord, before: HealthRecord | undefined): ScoreExplanation => ({
  account: record.account,
  score: record.score,
  band: record.band,
  ...(record.from !== undefined && { from: record.from }),
  confidence: record.confidence,
  leastConfidence: rulesOf(record).thresholds.bands.confidence,
  ...(record.profile !== undefined && { profile: record.profile }),
  at: record.at,
  components: healthComponents.map(component => ({
    component,
    ...record.components[component],
    points: record.points[component],
    weight: record.weights[component],
    inputs: inputsOf(component, record),
  })),
  moved: before ? movesBetween(before, record) : [],
});

/** The explanation for a terminal. */
export const describeScore = ({
  account,
  score,
  band,
  from,
  confidence,
  leastConfidence,
  profile,
  at,
  components,
  moved,
}: ScoreExplanation): string =>
  [
    `${account}: ${score ?? 'no score'}${score === null ? '' : ' of 100'}, ${band ?? 'no band yet'}${from ? ` (was ${from})` : ''}, at ${at.slice(0, 19)}Z`,
    `Known: ${confidence} % of the weight${confidence < leastConfidence ? ', too little to move a band' : ''}.`,
    ...(profile === undefined ? [] : [`Judged by the profile "${profile}".`]),
    '',
    ...components.flatMap(({ component, state, points, weight, because, inputs }) => [
      `  ${component.padEnd(14)}${(state === 'missing' ? '-' : `${points}`).padStart(2)} of ${String(weight).padEnd(4)}${state}: ${because}`,
      `  ${' '.repeat(14)}${inputs}`,
    ]),
    '',
    ...(moved.length === 0
      ? ['Nothing moved it since the evaluation before.']
      : ['What moved it most since the evaluation before:']),
    ...moved.flatMap(({ component, points, from: was, to }) => [
      `  ${component} ${points > 0 ? '+' : ''}${points}`,
      `    from ${was}`,
      `    to   ${to}`,
    ]),
    '',
  ].join('\n');

/** In points of the score, to one decimal; where what is present changed, every component's share of it did. */
const movesBetween = (before: HealthRecord, after: HealthRecord): ScoreExplanation['moved'] =>
  healthComponents
    .map(component => ({
      component,
      points: Math.round((shareOf(after, component) - shareOf(before, component)) * 10) / 10,
      from: `${before.components[component].state}: ${inputsOf(component, before)}`,
      to: `${after.components[component].state}: ${inputsOf(component, after)}`,
    }))
    .filter(({ points }) => points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, 2);

const shareOf = ({ points, weights, components }: HealthRecord, component: HealthComponent): number => {
  const present = healthComponents
    .filter(name => components[name].state !== 'missing')
    .reduce((sum, name) => sum + weights[name], 0);
  return present === 0 ? 0 : (100 * points[component]) / present;
};

const inputsOf = (component: HealthComponent, record: HealthRecord): string =>
  readSigns(component, record.inputs, rulesOf(record))
    .map(({ inputs }) => inputs)
    .join(', ');

const rulesOf = ({ rules = shippedRules }: HealthRecord) => rules;
