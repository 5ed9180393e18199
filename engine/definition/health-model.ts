import type { Scalar } from '../kernel/scalar.ts';
import type { BusinessCalendar } from './policy.ts';

export const healthComponents = ['usage', 'engagement', 'support', 'relationship', 'financial'] as const;
export type HealthComponent = (typeof healthComponents)[number];

/** Whole points of each component when it is green. */
export type HealthWeights = Readonly<Record<HealthComponent, number>>;

export const healthBands = ['red', 'yellow', 'green'] as const;
export type HealthBand = (typeof healthBands)[number];

/** Where one question of a survey is answered. */
export interface SurveyAnswer {
  event: string;
  /** Fields that tell this survey from others of the same event. */
  where: Readonly<Record<string, Scalar>>;
  /** Field of the number. */
  score: string;
}

/** Which events of the catalog speak of an account's health. */
export interface HealthEvents {
  reviewAttended: readonly string[];
  trainingCompleted: readonly string[];
  /** Responses of contacts, such as a reply. Clicks in mails and prompts count without being named here. */
  responded: readonly string[];
  ticketCreated: readonly string[];
  championLeft: readonly string[];
  nps: SurveyAnswer;
  csat: SurveyAnswer;
}

/** All that a score depends on beside the account, as data: a score of last year is explained by the model of then. */
export interface HealthModel {
  /** Grows when weights or events change; every score names the one it was made with. */
  version: string;
  weights: HealthWeights;
  events: HealthEvents;
  /** Role of the contacts that are champions. */
  championRole: string;
  /** Days on which people are expected to work. */
  workdays: Pick<BusinessCalendar, 'workdays' | 'holidays'>;
}

export const shippedWeights: HealthWeights = { usage: 40, engagement: 25, support: 15, relationship: 15, financial: 5 };
