/** The parts of a score, with the signs that each may be judged by. */
export const healthSigns = {
  usage: ['active', 'adoption'],
  engagement: ['reviewAttended', 'reviewOpened', 'trainingCompleted', 'surveyAnswered', 'responded'],
  support: ['tickets', 'csat'],
  relationship: ['sponsor', 'champion', 'nps'],
  financial: ['paysOnTime', 'confirmed'],
} as const;

export type HealthComponent = keyof typeof healthSigns;
export const healthComponents = Object.keys(healthSigns) as readonly HealthComponent[];

export type HealthSign<Name extends HealthComponent = HealthComponent> = (typeof healthSigns)[Name][number];

/** Whole points of each component when it is green. */
export type HealthWeights = Readonly<Record<HealthComponent, number>>;

/** The signs that each component is judged by: all of them make it green. */
export type HealthSigns = { readonly [Name in HealthComponent]: readonly HealthSign<Name>[] };

/** Green from one value on, and red from another. */
interface Borders {
  green: number;
  red: number;
}

/** Where each sign turns. Shares are in percent, periods in days; `days` is what usage is counted over. */
export interface HealthThresholds {
  /** Green from the share on, red below the other one. */
  usage: { days: number; active: Borders; adoption: Borders };
  /** How old each may be; red when all of the component's signs are older than `silentDays`. */
  engagement: {
    reviewDays: number;
    openedDays: number;
    trainingDays: number;
    surveyDays: number;
    responseDays: number;
    silentDays: number;
  };
  /** Tickets of `ticketDays` against as many days before: red at `growth` times as many. The mean of CSAT over `csatDays`. */
  support: { ticketDays: number; growth: number; csatDays: number; csat: Borders };
  /** NPS: green from one answer on, red up to the other one. */
  relationship: { npsDays: number; nps: Borders };
  /** Red when a failed payment is open for longer than `failingDays`. */
  financial: { failingDays: number; confirmedDays: number };
  /**
   * First score of each band; points past a border that move the band at once; percent of the weight that must be known for a
   * score to move it.
   */
  bands: { green: number; yellow: number; margin: number; confidence: number };
}

/** How a score is computed. */
export interface HealthRules {
  weights: HealthWeights;
  thresholds: HealthThresholds;
  components: HealthSigns;
}

export const shippedRules: HealthRules = {
  weights: { usage: 40, engagement: 25, support: 15, relationship: 15, financial: 5 },
  thresholds: {
    usage: { days: 30, active: { green: 70, red: 40 }, adoption: { green: 60, red: 30 } },
    engagement: {
      reviewDays: 90,
      openedDays: 90,
      trainingDays: 365,
      surveyDays: 180,
      responseDays: 60,
      silentDays: 90,
    },
    support: { ticketDays: 30, growth: 2, csatDays: 90, csat: { green: 4, red: 3 } },
    relationship: { npsDays: 180, nps: { green: 9, red: 6 } },
    financial: { failingDays: 7, confirmedDays: 365 },
    bands: { green: 80, yellow: 50, margin: 3, confidence: 60 },
  },
  components: {
    ...healthSigns,
    engagement: ['reviewAttended', 'trainingCompleted', 'responded'],
  },
};
