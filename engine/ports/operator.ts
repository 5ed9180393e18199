import type { Enrollment } from '../account/enrollment.ts';
import type { AccountPorts } from './account-ports.ts';
import type { Directory } from './directory.ts';
import type { EntryRefusals } from './entry-refusals.ts';
import type { ArchiveReader } from './event-archive.ts';
import type { Clock, Queue, Switches } from './ports.ts';
import type { Refusals } from './refusals.ts';
import type { DeployedVersions } from './versions.ts';

/** An operator's ports to one environment. */
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
  /** The version of a journey that new enrollments start in; `undefined` if the journey is not deployed. */
  liveVersion(journey: string): Promise<string | undefined>;
  /** Ids of the journeys that are deployed. */
  journeys(): Promise<string[]>;
}
