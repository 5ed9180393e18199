import type { Ago, Fraction, HealthInputs, Mean } from '../account/health-inputs.ts';
import type { Judgement } from '../account/health-state.ts';
import { type HealthComponent, healthComponents } from '../definition/health-model.ts';

/** Evidence for or against an account's health; `null` while unknown. */
interface Sign {
  says: string;
  holds: boolean | null;
}

/**
 * Any red sign makes a component red, all green ones together make it green, and one green sign that is known to be
 * absent makes it yellow. Otherwise it is missing: what is not known neither hides what is bad nor claims what is good.
 */
export const judgeComponents = (inputs: HealthInputs): Record<HealthComponent, Judgement> =>
  Object.fromEntries(healthComponents.map(name => [name, judge(signsOf(name, inputs))])) as Record<
    HealthComponent,
    Judgement
  >;

const judge = ({ green, red }: Signs): Judgement => {
  const bad = red.find(({ holds }) => holds === true);
  if (bad) return { state: 'red', because: bad.says };
  const absent = green.find(({ holds }) => holds === false);
  if (absent) return { state: 'yellow', because: `not ${absent.says}` };
  const unknown = green.find(({ holds }) => holds === null);
  if (unknown) return { state: 'missing', because: `unknown whether ${unknown.says}` };
  return { state: 'green', because: green.map(({ says }) => says).join(', ') };
};

interface Signs {
  green: readonly Sign[];
  red: readonly Sign[];
}

const signsOf = <Name extends HealthComponent>(name: Name, inputs: HealthInputs): Signs => signs[name](inputs[name]);

const signs: { [Name in HealthComponent]: (inputs: HealthInputs[Name]) => Signs } = {
  usage: ({ active, adoption }) => ({
    green: [
      { says: '70 % of the seats or more active on a working day', holds: atLeast(active, 70) },
      { says: '60 % of the key features or more used', holds: atLeast(adoption, 60) },
    ],
    red: [
      { says: 'fewer than 40 % of the seats active on a working day', holds: not(atLeast(active, 40)) },
      { says: 'fewer than 30 % of the key features used', holds: not(atLeast(adoption, 30)) },
    ],
  }),
  engagement: ({ reviewAttended, trainingCompleted, responded }) => ({
    green: [
      { says: 'the last review attended', holds: within(reviewAttended, 90) },
      { says: 'training completed in a year', holds: within(trainingCompleted, 365) },
      { says: 'a reply or click in 60 days', holds: within(responded, 60) },
    ],
    red: [
      {
        says: 'no review, training, reply or click in 90 days',
        holds: noneOf([reviewAttended, trainingCompleted, responded].map(each => within(each, 90))),
      },
    ],
  }),
  support: ({ tickets, ticketsBefore, csat }) => ({
    green: [
      { says: 'tickets not rising', holds: ticketsBefore === null ? null : tickets <= ticketsBefore },
      { says: 'CSAT of 4 or more', holds: meanAtLeast(csat, 4) },
    ],
    red: [
      // One ticket after none is a question, not a trend.
      { says: 'tickets doubled', holds: ticketsBefore === null ? null : tickets >= 2 * Math.max(ticketsBefore, 1) },
      { says: 'CSAT below 3', holds: not(meanAtLeast(csat, 3)) },
    ],
  }),
  relationship: ({ sponsor, champion, championLeft, nps }) => ({
    green: [
      { says: 'an executive sponsor', holds: sponsor },
      { says: 'a champion', holds: champion },
      { says: 'NPS of 9 or 10', holds: nps === null ? null : nps >= 9 },
    ],
    red: [
      { says: 'the champion left', holds: championLeft },
      { says: 'NPS of 6 or less', holds: nps === null ? null : nps <= 6 },
    ],
  }),
  financial: ({ paysOnTime, failingSeconds, confirmed }) => ({
    green: [
      { says: 'paid on time', holds: paysOnTime },
      { says: 'renewal or more seats in a year', holds: within(confirmed, 365) },
    ],
    red: [{ says: 'a failed payment open for over 7 days', holds: failingSeconds > 7 * 86_400 }],
  }),
};

const atLeast = (share: Fraction | null, percent: number): boolean | null =>
  share === null ? null : share.part * 100 >= percent * share.whole;

const meanAtLeast = (mean: Mean | null, least: number): boolean | null =>
  mean === null ? null : mean.sum >= least * mean.count;

const within = (ago: Ago | null, days: number): boolean | null =>
  ago === null ? null : ago !== 'never' && ago <= days;

const not = (holds: boolean | null): boolean | null => (holds === null ? null : !holds);

const noneOf = (held: readonly (boolean | null)[]): boolean | null =>
  held.includes(true) ? false : held.includes(null) ? null : true;
