import { liveAlias } from '../adapters/aws/machine-names.ts';
import { versionIn } from '../definition/version-in.ts';
import type { Operator } from '../ports/operator.ts';
import { memoryActiveEnrollments } from './active-enrollments.ts';
import type { Shared } from './connect.ts';
import { memoryDirectory } from './directory.ts';
import { memoryEntryRefusals } from './entry-refusals.ts';
import { memoryArchiveReader } from './event-archive.ts';
import { memoryAccountPorts } from './memory-ports.ts';
import { memoryQueue } from './queue.ts';
import { memoryRefusals } from './refusals.ts';
import { memorySwitches } from './switches.ts';
import { memoryVersions } from './versions.ts';

/** The ports of an operator's process on a memory world. */
export const memoryOperator = ({ core, store, switches, archive }: Shared, machinePrefix: string): Operator => {
  const { machines, queues } = core;
  const deployed = (): string[] => machines.stateMachines().map(({ arn }) => arn);
  return {
    archive: memoryArchiveReader(archive),
    clock: store.clock,
    ...memoryAccountPorts(store),
    refusals: memoryRefusals(store),
    directory: memoryDirectory(store),
    queue: memoryQueue(queues),
    switches: memorySwitches(switches),
    versions: memoryVersions(store),
    entryRefusals: memoryEntryRefusals(store),
    activeEnrollments: journey => memoryActiveEnrollments(store, journey),
    journeys: async () =>
      deployed()
        .map(arn => arn.slice(machinePrefix.length))
        .sort(),
    liveVersion: async journey => {
      const arn = machinePrefix + journey;
      if (!deployed().includes(arn)) return undefined;
      return versionIn(machines.describeStateMachine(machines.describeAlias(`${arn}:${liveAlias}`)).definition);
    },
  };
};
