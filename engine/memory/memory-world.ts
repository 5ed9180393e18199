import type { Instant } from '../kernel/instant.ts';
import { stateMachineArn } from '../local/arn.ts';
import { createLocalArchive } from '../local/event-archive.ts';
import type { Integrations } from '../local/interpreter/invoke-lambda.ts';
import type { StateEntered } from '../local/interpreter/world.ts';
import type { OutgoingPost } from '../local/outbox.ts';
import type { KeptCore, World } from '../local/world.ts';
import { createWorldCore } from '../local/world-core.ts';
import { worldVariables } from '../local/world-variables.ts';
import type { Operator } from '../ports/operator.ts';
import type { Clock } from '../ports/ports.ts';
import { memoryAllAccounts } from './all-accounts.ts';
import { connectMemory, type Shared } from './connect.ts';
import { type KeptStore, keepStore, restoreStore } from './kept-store.ts';
import { memoryAccountPorts } from './memory-ports.ts';
import { memoryOperator } from './operator.ts';
import { newStore, type Store } from './store.ts';
import { memoryIntegrations } from './task-integrations.ts';

/** A world in memory as plain data, taken while nothing is running. */
export interface KeptMemory {
  core: KeptCore;
  store: KeptStore;
  switches: Map<string, string>;
}

export interface MemoryWorldOptions {
  startAt: Instant;
  /** State to continue from; `startAt` must then be `kept.core.now`. */
  kept?: KeptMemory | undefined;
  /** Seed of retry jitter and task tokens: the same seed gives the same run. */
  seed?: string | number | undefined;
  /** How many accounts that are due at one instant may run at once. Default 8. */
  concurrency?: number | undefined;
  /** Further variables for the handlers. */
  environment?: Readonly<Record<string, string>>;
  /** Default: `daymark` for the table, and `daymark-` before the ids of journeys. */
  names?: { table: string; machinePrefix: string } | undefined;
  observe?: ((entered: StateEntered) => void) | undefined;
  /** Wraps or replaces the integrations of the state machines' tasks. */
  integrations?(own: Integrations): Integrations;
}

export interface MemoryWorld extends World {
  /** Posts to webhooks, Slack and CRMs. */
  posts: readonly OutgoingPost[];
  /** All stored data. */
  store: Store;
  /** Ports of an operator, as a process of its own. */
  operator(): Operator;
  /** State that another world can continue from; this one must not go on. `undefined` while something is running. */
  keepAll(): KeptMemory | undefined;
}

/** The fast world: the services that run on AWS, over ports in the memory of this process. */
export const startMemoryWorld = ({
  startAt,
  kept,
  seed,
  concurrency,
  environment,
  names: given,
  observe,
  integrations = own => own,
}: MemoryWorldOptions): MemoryWorld => {
  const names = {
    table: 'daymark',
    machinePrefix: stateMachineArn('daymark-'),
    ...given,
    configurationSetPrefix: 'daymark',
  };
  const clock: Clock = { now: () => core.now() };
  const store = kept ? restoreStore(kept.store, clock) : newStore(clock);
  const core = createWorldCore({
    ...{ startAt, kept: kept?.core, seed, concurrency, observe, names },
    sharesEvents: true,
    integrations: functions => integrations(memoryIntegrations(functions, store)),
  });
  const shared: Shared = {
    core,
    store,
    switches: new Map(kept?.switches),
    posts: [],
    archive: createLocalArchive(core.clock.now),
  };
  const variables = {
    ...process.env,
    ...worldVariables(names, 'https://memory.invalid'),
    DAYMARK_BUILD: 'build',
    ...environment,
  };
  return {
    ...core,
    posts: shared.posts,
    store,
    accountPorts: memoryAccountPorts(store),
    allAccounts: memoryAllAccounts(store),
    connect: (settings, project) => connectMemory(shared, { ...variables, ...settings }, project),
    operator: () => memoryOperator(shared, names.machinePrefix),
    keepAll: () => {
      const standing = core.keep();
      return standing && { core: standing, store: keepStore(store), switches: shared.switches };
    },
    stop: async () => undefined,
  };
};
