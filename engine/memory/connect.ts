import { loggedAlarms } from '../adapters/aws/alarms.ts';
import { buildDirectory } from '../adapters/aws/build.ts';
import { loggedMetrics, measuring } from '../adapters/aws/metric-lines.ts';
import { type Environment, readSettings } from '../adapters/aws/settings.ts';
import { csmTokenRules, userTokenRules } from '../adapters/aws/token-rules.ts';
import type { Project } from '../build/build-project.ts';
import type { LocalArchive } from '../local/event-archive.ts';
import { namedDestinations, type OutgoingPost, outboxCrm, outboxPoster } from '../local/outbox.ts';
import type { WorldCore } from '../local/world-core.ts';
import type { AllPorts } from '../ports/ports.ts';
import { memoryAccountList } from './account-list.ts';
import { memoryActiveEnrollments } from './active-enrollments.ts';
import { memoryBuild } from './build.ts';
import { memoryBus } from './bus.ts';
import { memoryDeadLetters } from './dead-letters.ts';
import { memoryArchive } from './event-archive.ts';
import { learnRoutes, memoryJourneyCounts } from './journey-counts.ts';
import { memoryMachines } from './machines.ts';
import { memoryMailer } from './mailer.ts';
import { memoryPorts } from './memory-ports.ts';
import { memoryNotices } from './notices.ts';
import { memoryQueue } from './queue.ts';
import type { Store } from './store.ts';
import { memorySuppressionList } from './suppression-list.ts';
import { memorySweeps } from './sweeps.ts';
import { memorySwitches } from './switches.ts';

/** The part of a memory world that its processes share. */
export interface Shared {
  core: WorldCore;
  store: Store;
  /** Switches by name. */
  switches: Map<string, string>;
  posts: OutgoingPost[];
  archive: LocalArchive;
}

/**
 * The ports of a process for a project, or for the build folder in its settings. Caches are its own.
 * @throws SettingsInvalid
 */
export const connectMemory = (
  { core, store, switches, posts, archive }: Shared,
  environment: Environment,
  project?: Project,
): AllPorts => {
  const settings = readSettings(environment);
  const { clock } = store;
  const { mailbox, queues } = core;
  const { countTry: _, records: __, ...stored } = memoryPorts(store);
  const metrics = loggedMetrics(clock, settings.table, core.metrics.read);
  const hasNotices = settings.noticesQueueUrl !== undefined && Object.keys(settings.taskSinks).length > 0;
  const build = project ? memoryBuild(project) : buildDirectory(settings.buildDirectory);
  if (project)
    learnRoutes(
      store,
      project.journeys.map(({ definition }) => definition),
    );
  return {
    ...stored,
    archive: settings.archive === undefined ? undefined : memoryArchive(archive),
    clock,
    settings,
    metrics,
    activeEnrollments: journey => memoryActiveEnrollments(store, journey),
    accounts: measuring(stored.accounts, metrics),
    accountList: memoryAccountList(store, build),
    alarms: loggedAlarms(clock, settings.table, core.metrics.read),
    build,
    bus: memoryBus(core.busEvents, core.clock.now),
    csmTokens: csmTokenRules(settings),
    userTokens: userTokenRules(settings),
    journeyCounts: memoryJourneyCounts(store),
    crm: outboxCrm(post => posts.push({ at: clock.now(), ...post })),
    deadLetters: memoryDeadLetters(store, queues),
    machines: memoryMachines(core.machines, settings.machineArnPrefix),
    mailer: memoryMailer(mailbox, clock, settings.testInbox),
    notices: hasNotices ? memoryNotices(queues) : undefined,
    poster: outboxPoster(namedDestinations(environment), posts, clock.now),
    queue: memoryQueue(queues),
    suppressionList: memorySuppressionList(mailbox),
    sweeps: memorySweeps(queues),
    switches: memorySwitches(switches),
  };
};
