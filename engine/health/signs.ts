import type { HealthInputs } from '../account/health-inputs.ts';
import type { HealthComponent, HealthRules, HealthSign, HealthThresholds } from '../definition/health-rules.ts';
import { happenedWithin, meanReaches, noneOf, opposite, reaches } from './compare-inputs.ts';
import { formatAgo, formatMean, formatPercent, formatYesNo, unknown } from './describe-inputs.ts';

/** Indication for or against an account's health; `null` while unknown. */
export interface Indication {
  says: string;
  holds: boolean | null;
}

/** The verdict of one sign on an account. */
export interface SignReading {
  /** Its inputs, in words. */
  inputs: string;
  green: Indication;
  red?: Indication;
}

/** The part of the rules that judges components. */
export type Judging = Pick<HealthRules, 'thresholds' | 'components'>;

type Inputs<Name extends HealthComponent> = HealthInputs[Name];
type Thresholds<Name extends HealthComponent> = HealthThresholds[Name];

type SignTable = {
  readonly [Name in HealthComponent]: {
    readonly [Sign in HealthSign<Name>]: (inputs: Inputs<Name>, thresholds: Thresholds<Name>) => SignReading;
  };
};

/** Verdicts of the signs that the rules judge the component by. */
export const readSigns = <Name extends HealthComponent>(
  name: Name,
  inputs: HealthInputs,
  { thresholds, components }: Judging,
): SignReading[] =>
  components[name].map(sign =>
    (signs[name] as SignTable[Name])[sign as HealthSign<Name>](inputs[name], thresholds[name]),
  );

/** Red signs that several signs of a component give together. */
export const jointSigns = (
  name: HealthComponent,
  inputs: HealthInputs,
  { thresholds, components }: Judging,
): Indication[] => joint[name]?.(inputs, { thresholds, components }) ?? [];

const joint: { readonly [Name in HealthComponent]?: (inputs: HealthInputs, rules: Judging) => Indication[] } = {
  engagement: (inputs, { thresholds, components }) => [
    silence(inputs.engagement, thresholds.engagement, components.engagement),
  ],
};

const signs: SignTable = {
  usage: {
    active: ({ active }, { active: { green, red } }) => ({
      inputs: `${formatPercent(active)} of the seats active on a working day`,
      green: { says: `${green} % of the seats or more active on a working day`, holds: reaches(active, green) },
      red: { says: `fewer than ${red} % of the seats active on a working day`, holds: opposite(reaches(active, red)) },
    }),
    adoption: ({ adoption }, { adoption: { green, red } }) => ({
      inputs: `${formatPercent(adoption)} of the key features used`,
      green: { says: `${green} % of the key features or more used`, holds: reaches(adoption, green) },
      red: { says: `fewer than ${red} % of the key features used`, holds: opposite(reaches(adoption, red)) },
    }),
  },
  engagement: {
    reviewAttended: ({ reviewAttended }, { reviewDays }) => ({
      inputs: `review ${formatAgo(reviewAttended)}`,
      green: { says: 'the last review attended', holds: happenedWithin(reviewAttended, reviewDays) },
    }),
    reviewOpened: ({ reviewOpened = null }, { openedDays }) => ({
      inputs: `mailed review opened ${formatAgo(reviewOpened)}`,
      green: {
        says: `a mailed review opened in ${inTime(openedDays)}`,
        holds: happenedWithin(reviewOpened, openedDays),
      },
    }),
    trainingCompleted: ({ trainingCompleted }, { trainingDays }) => ({
      inputs: `training ${formatAgo(trainingCompleted)}`,
      green: {
        says: `training completed in ${inTime(trainingDays)}`,
        holds: happenedWithin(trainingCompleted, trainingDays),
      },
    }),
    surveyAnswered: ({ surveyAnswered = null }, { surveyDays }) => ({
      inputs: `survey answered ${formatAgo(surveyAnswered)}`,
      green: { says: `a survey answered in ${inTime(surveyDays)}`, holds: happenedWithin(surveyAnswered, surveyDays) },
    }),
    responded: ({ responded }, { responseDays }) => ({
      inputs: `reply or click ${formatAgo(responded)}`,
      green: { says: `a reply or click in ${inTime(responseDays)}`, holds: happenedWithin(responded, responseDays) },
    }),
  },
  support: {
    tickets: ({ tickets, ticketsBefore }, { ticketDays, growth }) => ({
      inputs: `${tickets} tickets in ${ticketDays} days after ${ticketsBefore ?? unknown} in the ${ticketDays} before`,
      green: { says: 'tickets not rising', holds: ticketsBefore === null ? null : tickets <= ticketsBefore },
      red: {
        says: growth === 2 ? 'tickets doubled' : `${growth} times as many tickets`,
        // One ticket after none is a question, not a trend.
        holds: ticketsBefore === null ? null : tickets >= growth * Math.max(ticketsBefore, 1),
      },
    }),
    csat: ({ csat }, { csat: { green, red } }) => ({
      inputs: `CSAT ${formatMean(csat)}`,
      green: { says: `CSAT of ${green} or more`, holds: meanReaches(csat, green) },
      red: { says: `CSAT below ${red}`, holds: opposite(meanReaches(csat, red)) },
    }),
  },
  relationship: {
    sponsor: ({ sponsor }) => ({
      inputs: `executive sponsor ${formatYesNo(sponsor)}`,
      green: { says: 'an executive sponsor', holds: sponsor },
    }),
    champion: ({ champion, championLeft }) => ({
      inputs: `champion ${championLeft ? 'left' : formatYesNo(champion)}`,
      green: { says: 'a champion', holds: champion },
      red: { says: 'the champion left', holds: championLeft },
    }),
    nps: ({ nps }, { nps: { green, red } }) => ({
      inputs: `NPS ${nps ?? unknown}`,
      green: { says: `NPS of ${describeBest(green)}`, holds: nps === null ? null : nps >= green },
      red: { says: `NPS of ${red} or less`, holds: nps === null ? null : nps <= red },
    }),
  },
  financial: {
    paysOnTime: ({ paysOnTime, failingSeconds }, { failingDays }) => ({
      inputs: `pays on time ${formatYesNo(paysOnTime)}, ${failingSeconds > 0 ? `a payment failing for ${Math.floor(failingSeconds / 86_400)} days` : 'no payment failing'}`,
      green: { says: 'paid on time', holds: paysOnTime },
      red: {
        says: `a failed payment open for over ${failingDays} days`,
        holds: failingSeconds > failingDays * 86_400,
      },
    }),
    confirmed: ({ confirmed }, { confirmedDays }) => ({
      inputs: `renewal or more seats ${formatAgo(confirmed)}`,
      green: {
        says: `renewal or more seats in ${inTime(confirmedDays)}`,
        holds: happenedWithin(confirmed, confirmedDays),
      },
    }),
  },
};

const silence = (
  inputs: Inputs<'engagement'>,
  { silentDays }: Thresholds<'engagement'>,
  chosen: HealthRules['components']['engagement'],
): Indication => ({
  says: `no ${inOr(chosen.flatMap(sign => acts[sign]))} in ${silentDays} days`,
  holds: noneOf(chosen.map(sign => happenedWithin(inputs[sign] ?? null, silentDays))),
});

/** The customer's acts, for "no review, training, reply or click". */
const acts: Readonly<Record<HealthSign<'engagement'>, readonly string[]>> = {
  reviewAttended: ['review'],
  reviewOpened: ['opened review'],
  trainingCompleted: ['training'],
  surveyAnswered: ['answered survey'],
  responded: ['reply', 'click'],
};

const inOr = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const inTime = (days: number): string => (days === 365 ? 'a year' : `${days} days`);

/** NPS goes up to 10. */
const describeBest = (least: number): string => (least === 9 ? '9 or 10' : least === 10 ? '10' : `${least} or more`);
