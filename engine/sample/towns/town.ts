import type { PeopleOf } from '../people.ts';

/** A place of customers, with their plans and their people. */
export interface Town {
  timezone: string;
  /** Hours ahead of UTC in winter: when its people are at work. */
  utcOffset: number;
  locale: string;
  currency: 'usd' | 'eur' | 'gbp';
  people: PeopleOf;
  /** Days, `MM-DD`, on which hardly any user works. */
  holidays: readonly string[];
  /** Written, and after a slash in Latin letters where it is written in others. */
  companies: readonly string[];
}
