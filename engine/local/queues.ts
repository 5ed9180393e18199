import { hash } from 'node:crypto';
import { deadLettersOf } from '../wiring/queues.ts';
import { queueArn } from './arn.ts';
import { createDeduplication, type RememberedMessage } from './deduplication.ts';
import type { Functions } from './functions.ts';
import { deliverBatch, type Received } from './queue-delivery.ts';
import type { QueueMessage } from './queue-message.ts';
import { ServiceError } from './service-error.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface QueueAttributes {
  /** Messages that share a group are delivered strictly in order. */
  fifo?: boolean;
  contentBasedDeduplication?: boolean;
  /** Seconds until a message that failed is delivered again. */
  visibilityTimeout?: number;
  /** Deliveries until a message moves to the dead-letter queue. */
  maxReceiveCount?: number;
}

export interface QueueSubscription {
  functionName: string;
  batchSize: number;
  /** Batching window of a standard queue, in seconds. */
  window: number;
}

export interface LocalQueue {
  name: string;
  deadLetters: Received[];
  /** Number of messages not yet handled. */
  size(): number;
  send(message: QueueMessage): { messageId: string; sequenceNumber?: string };
  subscribe(subscription: QueueSubscription): void;
  keep(): KeptQueue;
  /** Restores the result of `keep`; on a new queue only, before it is subscribed to. */
  restore(kept: KeptQueue): void;
}

/** A queue in a form that JSON can hold. */
export interface KeptQueue {
  /** Messages by their group. */
  lines: [group: string, messages: Received[]][];
  deadLetters: Received[];
  recent: [key: string, taken: RememberedMessage][];
  sequences: [group: string, sequence: number][];
}

/** SQS with its Lambda subscriptions, on the virtual clock. */
export interface Queues {
  create(name: string, attributes?: QueueAttributes): LocalQueue;
  /** Gives a queue a second name. */
  alias(name: string, other: string): void;
  /** @throws ServiceError QueueDoesNotExist */
  get(name: string): LocalQueue;
  /** By name. */
  keep(): Record<string, KeptQueue>;
  restore(kept: Readonly<Record<string, KeptQueue>>): void;
}

export const createQueues = (
  clock: VirtualClock,
  functions: Functions,
  onError: (functionName: string, error: unknown) => void,
): Queues => {
  const queues = new Map<string, LocalQueue>();
  const get = (name: string): LocalQueue => {
    const queue = queues.get(name);
    if (!queue) throw new ServiceError('QueueDoesNotExist', `The specified queue does not exist: ${name}`);
    return queue;
  };
  return {
    create: (name, attributes = {}) => {
      const known = queues.get(name) ?? createQueue({ clock, functions, onError, name, attributes });
      queues.set(name, known);
      queues.set(deadLettersOf(name), deadLetters(known, clock));
      return known;
    },
    alias: (name, other) => {
      queues.set(other, get(name));
      queues.set(deadLettersOf(other), get(deadLettersOf(name)));
    },
    get,
    keep: () =>
      Object.fromEntries(
        [...queues].filter(([name, queue]) => name === queue.name).map(([name, queue]) => [name, queue.keep()]),
      ),
    restore: kept => {
      for (const [name, queue] of Object.entries(kept)) get(name).restore(queue);
    },
  };
};

/** The dead-letter queue of `source`. Functions also send messages to it themselves; none consumes it. */
const deadLetters = (source: LocalQueue, clock: VirtualClock): LocalQueue => ({
  name: deadLettersOf(source.name),
  deadLetters: [],
  size: () => source.deadLetters.length,
  send: message => {
    const sentAt = clock.now();
    const messageId = messageIdOf(`${deadLettersOf(source.name)}|${source.deadLetters.length}|${message.body}`);
    const sequenceNumber = String(source.deadLetters.length).padStart(20, '0');
    source.deadLetters.push({ messageId, ...message, sequenceNumber, sentAt, visibleAt: sentAt, receiveCount: 0 });
    return { messageId, sequenceNumber };
  },
  subscribe: () => {
    throw new ServiceError('InvalidParameterValue', 'A message move task redrives dead letters; functions do not.');
  },
  // The source queue keeps and restores its dead letters.
  keep: () => ({ lines: [], deadLetters: [], recent: [], sequences: [] }),
  restore: () => undefined,
});

interface Setting {
  clock: VirtualClock;
  functions: Functions;
  onError(functionName: string, error: unknown): void;
  name: string;
  attributes: QueueAttributes;
}

/** Key of the only line of a standard queue. It is delivered while nothing else runs. */
const together = '';

const createQueue = ({ clock, functions, onError, name, attributes }: Setting): LocalQueue => {
  const { fifo = false, visibilityTimeout = 30, maxReceiveCount = 5 } = attributes;
  const lines = new Map<string, Received[]>();
  const scheduled = new Set<string>();
  const recent = createDeduplication();
  const deadLetters: Received[] = [];
  let subscription: QueueSubscription | undefined;
  const sequences = new Map<string, number>();

  const schedule = (group: string, at: number) => {
    if (!subscription || scheduled.has(group) || !lines.get(group)?.length) return;
    scheduled.add(group);
    clock.at(at, () => deliver(group), fifo ? { group } : { key: `queue ${name}` });
  };

  const deliver = async (group: string) => {
    scheduled.delete(group);
    const line = lines.get(group) ?? [];
    if (!subscription) return;
    const { functionName, batchSize } = subscription;
    const now = clock.now();
    const blocked = line.findIndex(({ visibleAt }) => visibleAt > now);
    const visible = fifo
      ? line.slice(0, blocked < 0 ? undefined : blocked)
      : line.filter(({ visibleAt }) => visibleAt <= now);
    const batch = visible.slice(0, batchSize);
    const failed = new Set(
      await deliverBatch({
        functions,
        functionName,
        queueArn: queueArn(name),
        batch,
        now,
        group: fifo ? group : undefined,
        onError,
      }),
    );
    const kept = line.filter(message => !batch.includes(message) || failed.has(message.messageId));
    const isDead = (message: Received) => failed.has(message.messageId) && message.receiveCount >= maxReceiveCount;
    deadLetters.push(...kept.filter(isDead));
    const alive = kept.filter(message => !isDead(message));
    for (const message of alive) if (failed.has(message.messageId)) message.visibleAt = now + visibilityTimeout * 1000;
    if (alive.length > 0) lines.set(group, alive);
    else lines.delete(group);
    // A FIFO group is blocked by its first message; a standard queue continues with the next visible one.
    const next = fifo
      ? alive[0]?.visibleAt
      : alive.reduce((least, { visibleAt }) => Math.min(least, visibleAt), Number.POSITIVE_INFINITY);
    if (next !== undefined) schedule(group, next);
  };

  const requireFifoFields = (message: QueueMessage) => {
    if (!fifo) return;
    if (message.group === undefined)
      throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
    if (message.deduplication === undefined && !attributes.contentBasedDeduplication)
      throw new ServiceError(
        'InvalidParameterValue',
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
  };

  return {
    name,
    deadLetters,
    size: () => [...lines.values()].reduce((sum, line) => sum + line.length, 0),
    send: message => {
      requireFifoFields(message);
      const now = clock.now();
      const group = fifo ? (message.group ?? together) : together;
      const deduplication = message.deduplication ?? digest(message.body);
      // Deduplicates within the group, like high-throughput FIFO queues: two accounts may have events of the same id.
      const known = JSON.stringify([group, deduplication]);
      const earlier = fifo ? recent.find(known, now) : undefined;
      if (earlier) return earlier;
      const sequence = (sequences.get(group) ?? 0) + 1;
      sequences.set(group, sequence);
      const messageId = messageIdOf(`${name}|${group}|${sequence}|${deduplication}`);
      const sequenceNumber = String(sequence).padStart(20, '0');
      if (fifo) recent.take(known, { messageId, sequenceNumber }, now);
      const delay = fifo ? 0 : (message.delaySeconds ?? 0) * 1000;
      const line = lines.get(group) ?? [];
      lines.set(group, line);
      line.push({ messageId, ...message, sequenceNumber, sentAt: now, visibleAt: now + delay, receiveCount: 0 });
      schedule(group, now + (fifo ? 0 : Math.max(delay, (subscription?.window ?? 0) * 1000)));
      return { messageId, sequenceNumber: fifo ? sequenceNumber : undefined };
    },
    subscribe: chosen => {
      subscription = chosen;
      for (const group of lines.keys()) schedule(group, clock.now());
    },
    keep: () => ({ lines: [...lines], deadLetters, recent: recent.all(), sequences: [...sequences] }),
    restore: kept => {
      for (const [group, messages] of kept.lines) lines.set(group, messages);
      deadLetters.push(...kept.deadLetters);
      for (const [key, { at, ...taken }] of kept.recent) recent.take(key, taken, at);
      for (const [group, sequence] of kept.sequences) sequences.set(group, sequence);
    },
  };
};

const digest = (text: string) => hash('sha256', text);

const messageIdOf = (text: string) => digest(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
