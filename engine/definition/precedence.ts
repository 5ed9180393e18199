import type { MessageClass } from './policy.ts';

/** The precedence of a journey over the account's other journeys, pinned by its enrollment. */
export interface Precedence {
  /** The lower number goes first. */
  priority: number;
  /** Classes of which other journeys' touches wait. */
  holds: readonly MessageClass[];
  /** Journeys that let the account not in, and send nothing. */
  excludes: readonly string[];
}

/** Of a journey that names none. */
export const ordinaryPriority = 100;

/** The precedence to store with an enrollment; none for a journey of ordinary priority that holds and excludes no other. */
export const precedenceOf = ({
  priority,
  holds = [],
  excludes = [],
}: Pick<Precedence, 'priority'> & Partial<Precedence>): { precedence?: Precedence } =>
  priority === ordinaryPriority && holds.length + excludes.length === 0
    ? {}
    : { precedence: { priority, holds, excludes } };
