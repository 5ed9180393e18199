import { type Instant, instant } from '../kernel/instant.ts';
import { maxReceives, type QueueWiring, queues as wired } from '../wiring/queues.ts';
import { deployDefinitions } from './deploy-definitions.ts';
import { executionFailed } from './execution-failed.ts';
import { createFunctions, type Functions } from './functions.ts';
import { isoInstant } from './interpreter/execution.ts';
import type { Integrations } from './interpreter/invoke-lambda.ts';
import { createStateMachines, type StateMachines } from './interpreter/state-machines.ts';
import type { StateEntered } from './interpreter/world.ts';
import { createMailbox } from './mailbox.ts';
import { createMetrics, type LocalMetrics } from './metrics.ts';
import { createQueues } from './queues.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
import {
  type BusEvent,
  type FailedInvocation,
  feedbackQueue,
  type KeptCore,
  type RaisedAlarm,
  type World,
} from './world.ts';

export interface CoreOptions {
  startAt: Instant;
  /** State to continue from; `startAt` must then be its `now`. */
  kept?: KeptCore | undefined;
  /** Seed of retry jitter and task tokens: the same seed gives the same run. Default 1; ignored with `kept`. */
  seed?: string | number | undefined;
  /** How many accounts that are due at one instant may run at once. Default 8. */
  concurrency?: number | undefined;
  observe?: ((entered: StateEntered) => void) | undefined;
  names: WorldNames;
  /** Handlers get the caller's event object itself, without a copy through JSON. */
  sharesEvents?: true;
  /** The services that the tasks of state machines call. */
  integrations(functions: Functions): Integrations;
}

export interface WorldNames {
  table: string;
  /** The ARN of a journey's state machine is this prefix plus the journey's id. */
  machinePrefix: string;
  /** `<prefix>-<message class>` is a configuration set of the mailbox. */
  configurationSetPrefix: string;
}

/** The part that all worlds share: all but the storage of accounts and the ports. */
export interface WorldCore extends Omit<World, 'accountPorts' | 'allAccounts' | 'connect' | 'stop'> {
  clock: VirtualClock;
  machines: StateMachines;
  busEvents: BusEvent[];
  errors: FailedInvocation[];
  /** Number of function calls so far. */
  calls(): number;
}

export const createWorldCore = ({
  startAt,
  kept,
  seed = 1,
  concurrency,
  observe,
  names,
  sharesEvents,
  integrations,
}: CoreOptions): WorldCore => {
  const chosen = kept?.seed ?? seed;
  const clock = createVirtualClock(Date.parse(startAt), concurrency);
  const errors: FailedInvocation[] = [];
  const onError = (functionName: string, error: unknown) =>
    errors.push({ at: instant(clock.now()), functionName, error });

  const functions = createFunctions(clock, { sharesEvents });
  const queues = createQueues(clock, functions, onError);
  for (const wiring of allQueues)
    queues.create(wiring.name, { fifo: wiring.fifo, maxReceiveCount: maxReceives(wiring) });
  const feedback = queues.get(feedbackQueue);
  const publish = (event: unknown) => void feedback.send({ body: JSON.stringify(event) });

  const mailbox = createMailbox(clock, publish);
  const set = (messageClass: string) => `${names.configurationSetPrefix}-${messageClass}`;
  mailbox.createConfigurationSet(set('transactional'), { suppressedReasons: ['BOUNCE'] });
  for (const messageClass of ['lifecycle', 'marketing']) mailbox.createConfigurationSet(set(messageClass));

  const machines = createStateMachines({
    clock,
    seed: String(chosen),
    integrations: integrations(functions),
    onFailure: execution =>
      clock.at(clock.now(), () => publish(executionFailed(execution)), { key: `execution ${execution.arn}` }),
    observe,
  });

  const [metrics, alarms, busEvents]: [LocalMetrics, RaisedAlarm[], BusEvent[]] = [createMetrics(), [], []];
  if (kept) {
    machines.restore(kept.machines);
    queues.restore(kept.queues);
    mailbox.restore(kept.mailbox);
    metrics.restore(kept.metrics);
    alarms.push(...kept.alarms);
    busEvents.push(...kept.busEvents);
    errors.push(...kept.errors);
  }

  return {
    clock,
    machines,
    mailbox,
    queues,
    errors,
    alarms,
    metrics,
    watchers: [],
    busEvents,
    keep: () => {
      const standing = clock.isQuiet() ? machines.keep() : undefined;
      return (
        standing && {
          now: isoInstant(clock.now()),
          seed: String(chosen),
          machines: standing,
          queues: queues.keep(),
          mailbox: mailbox.keep(),
          alarms,
          busEvents,
          errors: errors.map(({ error, ...each }) => ({
            ...each,
            error: error instanceof Error ? error.message : error,
          })),
          metrics: [...metrics.sums],
        }
      );
    },
    executions: () => [...machines.executions()],
    calls: functions.calls,
    registerFunction: functions.register,
    invoke: (name, event) => functions.invoke(name, event),
    deploy: definitions => deployDefinitions(machines, definitions, { ...names, pinned: functions.pinned }),
    subscribe: (queue, functionName, { batchSize = 10, windowSeconds = 0 } = {}) =>
      queues.get(queue).subscribe({ functionName, batchSize, window: windowSeconds }),
    schedule: (everySeconds, functionName) => {
      const every = everySeconds * 1000;
      const due = { key: `schedule ${functionName}`, background: true } as const;
      const call = async (event: object, [after, ...later]: readonly number[] = againAfter): Promise<void> => {
        try {
          await functions.invoke(functionName, event);
        } catch (error) {
          onError(functionName, error);
          if (after !== undefined) clock.at(clock.now() + after, () => call(event, later), due);
        }
      };
      const next = (at: number) =>
        clock.at(
          at,
          () => {
            next(at + every);
            return call(scheduledEvent(at));
          },
          due,
        );
      next(Math.ceil(clock.now() / every) * every);
    },
    now: () => isoInstant(clock.now()),
    at: (at, run, due) => void clock.at(Date.parse(at), run, due),
    advanceTo: at => clock.advanceTo(Date.parse(at)),
    settle: () => clock.advanceTo(clock.now()),
    nextDue: () => {
      const due = clock.nextDue();
      return due === undefined ? undefined : instant(due);
    },
    idle: async limit => {
      for (let due = clock.nextDue(); due !== undefined && due <= Date.parse(limit); due = clock.nextDue())
        await clock.advanceTo(due);
    },
  };
};

const allQueues: readonly QueueWiring[] = Object.values(wired);

/** Lambda retries a failed asynchronous call after a minute, and again two minutes later. */
const againAfter: readonly number[] = [60_000, 120_000];

/** The event with which EventBridge calls a scheduled function. */
const scheduledEvent = (at: number) => ({
  version: '0',
  id: `schedule-${at}`,
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  time: `${instant(at).slice(0, 19)}Z`,
  detail: {},
});
