import type { Scalar } from '../kernel/scalar.ts';
import type { Condition } from './condition.ts';
import type { HealthRules } from './health-rules.ts';
import type { BusinessCalendar } from './policy.ts';

export const healthBands = ['red', 'yellow', 'green'] as const;
export type HealthBand = (typeof healthBands)[number];

/** An event that counts only with these values in its fields. */
export interface FilteredEvent {
  event: string;
  where: Readonly<Record<string, Scalar>>;
}

/** Where one question of a survey is answered: `where` tells this survey from others of the same event. */
export interface SurveyAnswer extends FilteredEvent {
  /** Field of the number. */
  score: string;
}

/** The catalog events that affect an account's health. */
export interface HealthEvents {
  reviewAttended: readonly string[];
  trainingCompleted: readonly string[];
  /** Responses of contacts, such as a reply. Clicks in mails and prompts count without being named here. */
  responded: readonly string[];
  ticketCreated: readonly string[];
  championLeft: readonly string[];
  nps: SurveyAnswer;
  csat: SurveyAnswer;
  /** Not part of the score: the business report uses it. */
  ces?: SurveyAnswer;
  /** A review that was mailed was opened, by a click in it. */
  reviewOpened?: readonly FilteredEvent[];
  surveyAnswered?: readonly FilteredEvent[];
}

/** All that a score depends on beside the account, as data: a score of last year is explained by the model of then. */
export interface HealthModel extends HealthRules {
  /** Increased whenever rules or events change; every score records the version it was computed with. */
  version: string;
  events: HealthEvents;
  /** Role of the contacts that are champions. */
  championRole: string;
  /** Days on which people are expected to work. */
  workdays: Pick<BusinessCalendar, 'workdays' | 'holidays'>;
  /** Rules for some accounts. The first whose condition holds judges the account; the model's own rules judge all others. */
  profiles?: readonly HealthProfile[];
}

export interface HealthProfile extends HealthRules {
  id: string;
  when: Condition;
}
