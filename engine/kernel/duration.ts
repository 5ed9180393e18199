/** A length of time in an author's units. Days, weeks and months are calendar units in the account's time zone. */
export interface Duration {
  /** Business days and hours are those of the policy's business calendar. */
  unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'businessDays' | 'businessHours';
  amount: number;
}

const of =
  (unit: Duration['unit']) =>
  (amount: number): Duration =>
    Object.freeze({ unit, amount });

export const minutes = of('minutes');
export const hours = of('hours');
export const days = of('days');
export const weeks = of('weeks');
export const months = of('months');
export const businessDays = of('businessDays');
export const businessHours = of('businessHours');
