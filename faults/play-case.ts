import { messageClasses } from '../engine/definition/policy.ts';
import { plusSeconds } from '../engine/kernel/instant.ts';
import type { Arriving } from '../engine/local/disturbance.ts';
import { givenUp } from '../engine/playback/given-up.ts';
import { arrivalsOf } from './arrivals.ts';
import { type Ending, endingOf } from './ending.ts';
import { disturbanceOf, type FaultPlan, noMailEvents } from './fault-plan.ts';
import { watchHandOvers } from './hand-overs.ts';
import type { Invocation } from './processes.ts';
import type { RandomCase } from './random-case.ts';
import { stageFor } from './stage.ts';
import { startWorld } from './world.ts';

/** A fault of an account's request or invocation. */
export interface Fault {
  /** Where it hit: see `FaultPlan`. */
  name: string;
  account: string;
  function: string;
  operation: string;
  kind: string;
}

export interface PlayedCase {
  endings: ReadonlyMap<string, Ending>;
  requests: number;
  faults: Fault[];
  /** Dead-lettered messages. */
  givenUp: string[];
  isOpen(account: string, step: string, to: string): boolean;
}

/** Long enough for the longest journey and its retries. */
const lastsDays = 150;

/** Plays a case in a local cloud of its own, with the planned faults. */
export const playCase = async (
  { project, startAt, accounts, events, refuses }: RandomCase,
  plan?: FaultPlan,
): Promise<PlayedCase> => {
  const handOvers = watchHandOvers();
  const faults: Fault[] = [];
  let requests = 0;

  const befalls = (arriving: Arriving) => {
    const sender = world.processes.sender(arriving.headers);
    if (sender === 'gone') return undefined;
    const invocation = sender?.invocation;
    const account = invocation ? accountOf(invocation) : nameIn(arriving.input);
    requests += 1;
    const { caller, operation } = arriving;
    const drawn = plan?.request({ arriving, invocation, account, now: world.cloud.now() });
    if (drawn === undefined) {
      handOvers.watch(arriving, sender, undefined);
      return undefined;
    }
    const { kind } = drawn;
    faults.push({ ...drawn, account, function: invocation?.function ?? caller, operation });
    const disturbance = disturbanceOf(kind, () => {
      if (!invocation) return;
      handOvers.died(invocation, kind === 'killed-after' && /^(TransactWrite|Put|Update)Item/.test(operation));
      invocation.die();
    });
    handOvers.watch(arriving, sender, disturbance);
    return disturbance;
  };

  const afterwards = (invocation: Invocation, answer: unknown) => {
    const account = accountOf(invocation);
    const drawn = hasFailed(answer) ? undefined : plan?.answer(invocation, account);
    if (drawn) faults.push({ ...drawn, account, function: invocation.function, operation: 'invocation' });
    return drawn?.kind;
  };

  const world = await startWorld({
    ...{ project, startAt, disturb: befalls, concurrency: accounts.length },
    processes: { afterwards },
    schedules: { sweep: 6, 'sync-suppressions': 24 },
  });
  try {
    const { cloud, processes } = world;
    cloud.mailbox.failNext({ kind: 'reject', match: refuses, times: Number.POSITIVE_INFINITY });
    if (plan?.hasNoMailEvents) {
      for (const name of messageClasses) cloud.mailbox.createConfigurationSet(`daymark-${name}`, { eventTypes: [] });
      faults.push({ name: noMailEvents, kind: noMailEvents, account: '', function: 'ses', operation: 'events' });
    }
    for (const { happening, at, fault } of plan?.arrivals(events) ?? arrivalsOf(events)) {
      const { account, event } = happening;
      const { send } = stageFor(world, account);
      cloud.at(at, () => processes.inNameOf(account, () => send(event)), { group: account });
      if (fault) faults.push({ ...fault, account, function: 'sender', operation: 'event' });
    }
    await cloud.idle(plusSeconds(startAt, lastsDays * 86_400));
    const endings = new Map<string, Ending>();
    for (const account of accounts) endings.set(account, await endingOf(world, account));
    return { endings, requests, faults, givenUp: givenUp(cloud), isOpen: handOvers.isOpen };
  } finally {
    await world.stop();
  }
};

/** Functions of queues answer with the messages that they failed at. */
const hasFailed = (answer: unknown): boolean =>
  (((answer ?? {}) as { batchItemFailures?: unknown[] }).batchItemFailures ?? []).length > 0;

const accountOf = ({ account, event }: Invocation): string => account ?? nameIn(event);

const nameIn = (value: unknown): string => /acme-\d{3}/.exec(JSON.stringify(value) ?? '')?.[0] ?? '';
