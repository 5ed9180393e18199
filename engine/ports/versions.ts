import type { Enrollment } from '../account/enrollment.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EnrollmentStory } from '../versions/judge-canary.ts';
import type { LiveVersions } from '../versions/live-versions.ts';

/** An enrollment's identity and start. */
export type BegunEnrollment = Pick<Enrollment, 'account' | 'id' | 'journey' | 'version' | 'startedAt'>;

/** The deployed versions of journeys. Strongly consistent. */
export interface DeployedVersions {
  /**
   * Registers this process's versions, once per process, and stores their definitions for good. Returns the live
   * versions after that, including this process's own.
   */
  bring(journeys: readonly JourneyDefinition[]): Promise<LiveVersions>;
  /** The current live versions. */
  live(): Promise<LiveVersions>;
  /** The definition of a version that was ever deployed. */
  definition(journey: string, version: string): Promise<JourneyDefinition | undefined>;
  /** All versions of a journey that were ever deployed. */
  of(journey: string): Promise<readonly string[]>;
  /** Records an enrollment that began while two versions are compared, for 90 days. Idempotent. */
  begin(enrollment: BegunEnrollment): Promise<void>;
  /** A version's recorded enrollments, the latest first. */
  begun(journey: string, version: string, atMost: number): Promise<BegunEnrollment[]>;
  /** Returns whether a journey's versions are due to be judged, every ten minutes per process, and records it. */
  isLookDue(journey: string, now: Instant): boolean;
  /** The course of one enrollment. Includes all of the account's consents since it began. */
  story(enrollment: BegunEnrollment): Promise<EnrollmentStory>;
}

export const judgeEverySeconds = 600;
