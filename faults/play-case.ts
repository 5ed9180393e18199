import { messageClasses } from '../engine/definition/policy.ts';
import { type Instant, instant, plusSeconds } from '../engine/kernel/instant.ts';
import { memoizeByObject } from '../engine/kernel/memoize.ts';
import type { AwsCall } from '../engine/local/aws-call.ts';
import type { World } from '../engine/local/world.ts';
import { givenUp } from '../engine/playback/given-up.ts';
import { arrivalsOf } from './arrivals.ts';
import { type Ending, endingOf } from './ending.ts';
import { type FailingMemory, startFailingMemory } from './failing-memory.ts';
import { type AnyFault, disturbanceOf, type FaultPlan, noMailEvents } from './fault-plan.ts';
import { isUnheard, watchHandOvers } from './hand-overs.ts';
import type { Invocation, Sender } from './processes.ts';
import { watchRaces } from './races.ts';
import type { RandomCase } from './random-case.ts';
import { senderFor } from './sender.ts';
import { startWorld } from './world.ts';

/** A fault of an account's request or invocation. */
export interface Fault {
  /** Identifies where it hit: see `Drawn`. */
  name: string;
  account: string;
  function: string;
  operation: string;
  kind: AnyFault;
}

export interface PlayedCase {
  endings: ReadonlyMap<string, Ending>;
  requests: number;
  faults: Fault[];
  /** Dead-lettered messages. */
  givenUp: string[];
  /** See `Races`. */
  raced: ReadonlySet<string>;
  isOpen(account: string, step: string, to: string): boolean;
}

/**
 * The world that a case is played in: faults hit requests in the cloud world, and calls of ports in the memory world.
 */
export type CaseWorld = 'cloud' | 'memory';

export interface CaseOptions {
  plan?: FaultPlan;
  /** Default: cloud. */
  world?: CaseWorld;
  /** Default 250: long enough for the longest random journey and its retries. */
  lastsDays?: number;
}

/** Plays a case in a world of its own, with the planned faults. */
export const playCase = async (
  { project, startAt, accounts, events, refuses }: RandomCase,
  { plan, world: chosen = 'cloud', lastsDays = 250 }: CaseOptions = {},
): Promise<PlayedCase> => {
  const handOvers = watchHandOvers();
  const races = watchRaces();
  const faults: Fault[] = [];
  let requests = 0;

  const befalls = (arriving: AwsCall, sender: Sender | undefined, triesAgain: boolean) => {
    const invocation = sender?.invocation;
    const account = invocation ? accountOf(invocation) : nameIn(arriving.input);
    requests += 1;
    const { caller, operation } = arriving;
    const drawn = plan?.request({ arriving, invocation, account, triesAgain, now: world.cloud.now() });
    // In memory, a state machine's own writes are synchronous and cannot be late.
    const isMoot = chosen === 'memory' && drawn?.kind === 'late' && invocation === undefined;
    if (drawn === undefined || isMoot) {
      handOvers.watch(arriving, sender, undefined);
      return undefined;
    }
    const { kind } = drawn;
    faults.push({ ...drawn, account, function: invocation?.function ?? caller, operation });
    const disturbance = disturbanceOf(kind, () => {
      if (!invocation) return;
      handOvers.died(invocation, kind === 'killed-after' && isWrite.test(operation));
      invocation.die();
    });
    handOvers.watch(arriving, sender, disturbance);
    // A failing port ends the invocation, and mails or posts that it sent may stay unrecorded.
    const isMadeAgain = triesAgain && !isUnheard(disturbance);
    if (chosen === 'memory' && invocation && kind !== 'late' && !isMadeAgain)
      handOvers.died(invocation, isUnheard(disturbance) && isWrite.test(operation));
    return disturbance;
  };

  const afterwards = (invocation: Invocation, answer: unknown) => {
    const account = accountOf(invocation);
    races.ended(invocation, account, Date.parse(world.cloud.now()));
    const drawn = hasFailed(answer) ? undefined : plan?.answer(invocation, account);
    if (drawn) faults.push({ ...drawn, account, function: invocation.function, operation: 'invocation' });
    return drawn?.kind;
  };

  const options = {
    ...{ project, startAt, concurrency: accounts.length },
    processes: { afterwards },
    schedules: { sweep: hoursBetweenSweeps, 'sync-suppressions': 24 },
  };
  const world: FailingMemory = await {
    cloud: () =>
      startWorld({
        ...options,
        disturb: arriving => {
          const sender = world.processes.sender(arriving.headers);
          return sender === 'gone' ? undefined : befalls(arriving, sender, false);
        },
      }),
    memory: () => startFailingMemory({ ...options, befalls }),
  }[chosen]();
  try {
    const { cloud, processes } = world;
    cloud.mailbox.failNext({ kind: 'reject', match: refuses, times: Number.POSITIVE_INFINITY });
    if (plan?.hasNoMailEvents) {
      for (const name of messageClasses) cloud.mailbox.createConfigurationSet(`daymark-${name}`, { eventTypes: [] });
      faults.push({ name: noMailEvents, kind: noMailEvents, account: '', function: 'ses', operation: 'events' });
    }
    for (const { happening, at, fault } of plan?.arrivals(events) ?? arrivalsOf(events)) {
      const { account, event } = happening;
      const { send } = senderFor(world, account);
      cloud.at(at, () => processes.inNameOf(account, () => send(event)), { group: account });
      if (fault) faults.push({ ...fault, account, function: 'sender', operation: 'event' });
    }
    await playOut(cloud, plusSeconds(startAt, lastsDays * 86_400));
    const endings = new Map<string, Ending>();
    const told = Map.groupBy(await cloud.allAccounts.timeline(), line => line.account);
    for (const account of accounts) endings.set(account, await endingOf(world, account, told.get(account) ?? []));
    return { endings, requests, faults, givenUp: givenUp(cloud), raced: races.raced(), isOpen: handOvers.isOpen };
  } finally {
    await world.stop();
  }
};

const hoursBetweenSweeps = 6;

/**
 * Plays until time alone triggers no more one-time work, so that plays with and without delays end in the same state.
 */
const playOut = async (cloud: World, limit: Instant): Promise<void> => {
  await cloud.idle(limit);
  for (;;) {
    // Finds work that became due since the last sweep, too.
    const due = await cloud.allAccounts.nextDue(sweptBefore(cloud.now()));
    const swept = due && plusSeconds(sweptBefore(due), hoursBetweenSweeps * 3600 + 300);
    if (swept === undefined || swept > limit) return;
    await cloud.advanceTo(swept);
    await cloud.idle(limit);
  }
};

const sweptBefore = (at: Instant): Instant => {
  const between = hoursBetweenSweeps * 3_600_000;
  return instant(Math.floor(Date.parse(at) / between) * between);
};

const isWrite = /^(TransactWrite|Put|Update)Item/;

/** Whether a queue's function reported failed messages. */
const hasFailed = (answer: unknown): boolean =>
  (((answer ?? {}) as { batchItemFailures?: unknown[] }).batchItemFailures ?? []).length > 0;

const accountOf = memoizeByObject(({ account, event }: Invocation): string => account ?? nameIn(event));

const nameIn = (value: unknown): string => /acme-\d{3}/.exec(JSON.stringify(value) ?? '')?.[0] ?? '';
