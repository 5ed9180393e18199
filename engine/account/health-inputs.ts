/**
 * Inputs of a score, by component. `null` means unknown, as opposed to zero or never: an account without seats has no
 * share of used ones, and a week-old account could not have attended a review yet.
 */
export interface HealthInputs {
  usage: {
    /** User-days on working days, out of the paid seat-days. */
    active: Fraction | null;
    /** Key features used, out of all. */
    adoption: Fraction | null;
  };
  engagement: {
    reviewAttended: Ago | null;
    trainingCompleted: Ago | null;
    responded: Ago | null;
    /** Present only if the account's profile judges by them. */
    reviewOpened?: Ago | null;
    surveyAnswered?: Ago | null;
  };
  support: { tickets: number; ticketsBefore: number | null; csat: Mean | null };
  relationship: { sponsor: boolean | null; champion: boolean | null; championLeft: boolean; nps: number | null };
  financial: {
    /** Whether the account pays its invoices when they are due. */
    paysOnTime: boolean | null;
    /** Age of the oldest open failed payment; 0 if there is none. */
    failingSeconds: number;
    /** Days since a renewal or more seats. */
    confirmed: Ago | null;
  };
}

/** Compared as integers: 65 of 100 is not 70 %, and 7 of 10 is. */
export interface Fraction {
  part: number;
  whole: number;
}

export interface Mean {
  sum: number;
  count: number;
}

/** Whole days that passed, rounded up, so that the thirtieth day is within 30 until its last second. */
export type Ago = number | 'never';
