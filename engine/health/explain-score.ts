import type { Ago, Fraction, HealthInputs, Mean } from '../account/health-inputs.ts';
import type { HealthRecord, Judgement } from '../account/health-state.ts';
import { type HealthComponent, healthComponents } from '../definition/health-model.ts';

export interface ScoreExplanation {
  account: string;
  score: number | null;
  band: HealthRecord['band'];
  /** The band before, where it moved. */
  from?: HealthRecord['band'];
  confidence: number;
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
  at: record.at,
  components: healthComponents.map(component => ({
    component,
    ...record.components[component],
    points: record.points[component],
    weight: record.weights[component],
    inputs: inputsOf(component, record.inputs),
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
  at,
  components,
  moved,
}: ScoreExplanation): string =>
  [
    `${account}: ${score ?? 'no score'}${score === null ? '' : ' of 100'}, ${band ?? 'no band yet'}${from ? ` (was ${from})` : ''}, at ${at.slice(0, 19)}Z`,
    `Known: ${confidence} % of the weight${confidence < 60 ? ', too little to move a band' : ''}.`,
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
      from: `${before.components[component].state}: ${inputsOf(component, before.inputs)}`,
      to: `${after.components[component].state}: ${inputsOf(component, after.inputs)}`,
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

const inputsOf = <Name extends HealthComponent>(component: Name, inputs: HealthInputs): string =>
  tellers[component](inputs[component]);

const tellers: { [Name in HealthComponent]: (inputs: HealthInputs[Name]) => string } = {
  usage: ({ active, adoption }) =>
    `${percent(active)} of the seats active on a working day, ${percent(adoption)} of the key features used`,
  engagement: ({ reviewAttended, trainingCompleted, responded }) =>
    `review ${ago(reviewAttended)}, training ${ago(trainingCompleted)}, reply or click ${ago(responded)}`,
  support: ({ tickets, ticketsBefore, csat }) =>
    `${tickets} tickets in 30 days after ${ticketsBefore ?? unknown} in the 30 before, CSAT ${mean(csat)}`,
  relationship: ({ sponsor, champion, championLeft, nps }) =>
    `executive sponsor ${yesNo(sponsor)}, champion ${championLeft ? 'left' : yesNo(champion)}, NPS ${nps ?? unknown}`,
  financial: ({ paysOnTime, failingSeconds, confirmed }) =>
    `pays on time ${yesNo(paysOnTime)}, ${failingSeconds > 0 ? `a payment failing for ${Math.floor(failingSeconds / 86_400)} days` : 'no payment failing'}, renewal or more seats ${ago(confirmed)}`,
};

const unknown = 'unknown';

/** Rounded down, so that what is told never reaches a border that the share did not. */
const percent = (share: Fraction | null): string =>
  share === null || share.whole === 0 ? unknown : `${Math.floor((100 * share.part) / share.whole)} %`;

const mean = (of: Mean | null): string =>
  of === null ? unknown : (Math.floor((10 * of.sum) / of.count) / 10).toFixed(1);

const ago = (value: Ago | null): string =>
  value === null ? unknown : value === 'never' ? 'never' : value === 1 ? '1 day ago' : `${value} days ago`;

const yesNo = (value: boolean | null): string => (value === null ? unknown : value ? 'yes' : 'no');
