import type { Enrollment } from './enrollment.ts';

/** Is the account in a journey that excludes this one? */
export const excludedBy = (journey: string, enrollments: readonly Enrollment[]): boolean =>
  enrollments.some(
    other => other.journey !== journey && !isOver(other) && other.precedence?.excludes.includes(journey) === true,
  );

export const isOver = ({ status, exitReason }: Enrollment): boolean => status !== 'active' || exitReason !== undefined;
