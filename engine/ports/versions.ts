import type { Enrollment } from '../account/enrollment.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EnrollmentStory } from '../versions/judge-canary.ts';
import type { LiveVersions } from '../versions/live-versions.ts';

/** Names an enrollment, and when it began. */
export type BegunEnrollment = Pick<Enrollment, 'account' | 'id' | 'journey' | 'version' | 'startedAt'>;

/** DeployedVersions of journeys, as they are deployed one after the other. Strongly consistent. */
export interface DeployedVersions {
  /**
   * Tells, once per process, which versions this one brings, and keeps their definitions for good. Answers what was live as it was told,
   * this process's own versions among it.
   */
  bring(journeys: readonly JourneyDefinition[]): Promise<LiveVersions>;
  /** As it is now. */
  live(): Promise<LiveVersions>;
  /** A version that was brought once. */
  definition(journey: string, version: string): Promise<JourneyDefinition | undefined>;
  /** Ids of all versions that were brought. */
  of(journey: string): Promise<readonly string[]>;
  /** An enrollment began while two versions are compared. Kept for 90 days; the same one is the same row. */
  begin(enrollment: BegunEnrollment): Promise<void>;
  /** Those of a version, the latest first. */
  begun(journey: string, version: string, atMost: number): Promise<BegunEnrollment[]>;
  /** Whether the versions of a journey are to be judged, which is then noted: a process does so every ten minutes. */
  isLookDue(journey: string, now: Instant): boolean;
  /** The course of one enrollment. Consents are all of the account's, since it began. */
  story(enrollment: BegunEnrollment): Promise<EnrollmentStory>;
}

export const judgeEverySeconds = 600;
