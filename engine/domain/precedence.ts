import type { Enrollment } from './enrollment.ts';
import type { MessageClass } from './policy.ts';

/** What being in a journey does to the other journeys of the account, pinned by its enrollment. */
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

/** Nothing for journeys that leave all others alone. */
export const precedenceOf = ({
  priority,
  holds = [],
  excludes = [],
}: Pick<Precedence, 'priority'> & Partial<Precedence>): { precedence?: Precedence } =>
  priority === ordinaryPriority && holds.length + excludes.length === 0
    ? {}
    : { precedence: { priority, holds, excludes } };

/** Is the account in a journey that excludes this one? */
export const excludedBy = (journey: string, enrollments: readonly Enrollment[]): boolean =>
  enrollments.some(
    other => other.journey !== journey && !isOver(other) && other.precedence?.excludes.includes(journey) === true,
  );

export const isOver = ({ status, exitReason }: Enrollment): boolean => status !== 'active' || exitReason !== undefined;
