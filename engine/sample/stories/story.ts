import type { Company } from '../company.ts';
import type { Message } from '../messages.ts';
import type { Struggle } from '../owner.ts';
import type { Random } from '../random.ts';
import type { Rhythm, SampleUsers } from '../work.ts';

/** A story's account, from its first day in the sample. */
export interface Scene {
  company: Company;
  /** Signup, or the first day of the year for accounts that signed up before. */
  from: number;
  end: number;
  random: Random;
}

/** What a story adds to an account's year, and what it removes. */
export interface Told {
  messages?: Message[];
  rhythm?: Rhythm;
  team?: SampleUsers;
  struggle?: Struggle;
  /** When it cancels. */
  leaves?: number;
  /** No training and no reviews. */
  isLeftAlone?: boolean;
  /** Answers to the question of every quarter. */
  nps?: readonly number[];
}

/** One thing that sets an account apart from the others. `new`: it signs up in the year; else it was there before. */
export interface SampleStory {
  begins: 'new' | 'before';
  /** Days of its trial. */
  trial?: 14 | 30;
  /** Pays a flat price, not per seat. */
  isFlatRate?: true;
  tell(scene: Scene): Told;
}
