import type { Enrollment } from '../account/enrollment.ts';
import type { AccountPorts } from './account-ports.ts';
import type { Directory } from './directory.ts';
import type { EntryRefusals } from './entry-refusals.ts';
import type { ArchiveReader } from './event-archive.ts';
import type { Clock, Queue, Switches } from './ports.ts';
import type { Refusals } from './refusals.ts';
import type { DeployedVersions } from './versions.ts';

/** The ports of an operator, to one environment. */
export interface Operator extends AccountPorts {
  archive: ArchiveReader;
  clock: Clock;
  queue: Queue;
  switches: Switches;
  versions: DeployedVersions;
  entryRefusals: EntryRefusals;
  refusals: Refusals;
  directory: Directory;
  /** Active enrollments of a journey, page by page. */
  activeEnrollments(journey: string): AsyncIterable<readonly Enrollment[]>;
  /** Version of a journey that new enrollments start; nothing where the journey is not deployed. */
  liveVersion(journey: string): Promise<string | undefined>;
  /** Ids of the journeys that are deployed. */
  journeys(): Promise<string[]>;
}
