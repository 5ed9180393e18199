/**
 * Inputs of a score, by component. `null` is not known, which is another thing than zero or never: an account
 * without seats has no share of them, and one of last week could not have been to a review yet.
 */
export interface HealthInputs {
  usage: {
    /** User-days of the working days, of the seat-days that were paid for. */
    active: Fraction | null;
    /** Key features used, of those that there are. */
    adoption: Fraction | null;
  };
  engagement: {
    reviewAttended: Ago | null;
    trainingCompleted: Ago | null;
    responded: Ago | null;
    /** Only where the account is judged by them. */
    reviewOpened?: Ago | null;
    surveyAnswered?: Ago | null;
  };
  support: { tickets: number; ticketsBefore: number | null; csat: Mean | null };
  relationship: { sponsor: boolean | null; champion: boolean | null; championLeft: boolean; nps: number | null };
  financial: {
    /** Does the account pay its invoices when they are due? */
    paysOnTime: boolean | null;
    /** Since when the oldest failed payment is open; 0 is none. */
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
