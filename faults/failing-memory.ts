import { renderAsl } from '../engine/asl/render-asl.ts';
import type { Project } from '../engine/build/build-project.ts';
import type { Instant } from '../engine/kernel/instant.ts';
import type { AwsCall } from '../engine/local/aws-call.ts';
import { machinesKey } from '../engine/local/aws-environment.ts';
import type { Disturbance } from '../engine/local/disturbance.ts';
import type { Integrations } from '../engine/local/interpreter/invoke-lambda.ts';
import { StateError } from '../engine/local/interpreter/state-error.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import type { World } from '../engine/local/world.ts';
import { startMemoryWorld } from '../engine/memory/memory-world.ts';
import type { Mail } from '../engine/ports/ports.ts';
import type { Poster } from '../engine/ports/poster.ts';
import { callOneByOne } from './call-one-by-one.ts';
import { type Befall, failingPorts, type PortCall } from './failing-ports.ts';
import { hostFunctions } from './host-functions.ts';
import { createProcesses, type Processes, type ProcessOptions, type Sender } from './processes.ts';
import type { Post } from './receiver.ts';

export interface FailingMemoryOptions {
  project: Project;
  startAt: Instant;
  concurrency: number;
  processes: ProcessOptions;
  /** Scheduled functions and their interval in hours. */
  schedules: Readonly<Record<string, number>>;
  /**
   * Fault of a port's call, which is described as the request that it would be; `sender` is missing for state machines.
   */
  befalls(call: AwsCall, sender: Sender | undefined, triesAgain: boolean): Disturbance | undefined;
}

export interface FailingMemory {
  cloud: World;
  processes: Processes;
  posts: readonly Post[];
  stop(): Promise<void>;
}

/** The memory world with ports that fail and function processes that die. */
export const startFailingMemory = async (options: FailingMemoryOptions): Promise<FailingMemory> => {
  const { project, startAt, concurrency, schedules, befalls } = options;
  const processes = createProcesses(options.processes);
  const posts: Post[] = [];
  const world = startMemoryWorld({
    startAt,
    concurrency,
    environment: {
      ...localSecrets,
      DAYMARK_DESTINATIONS: JSON.stringify({
        slack: { success: { url: 'https://receiver.example/slack' } },
        webhook: { crm: { url: 'https://receiver.example/webhook', secret: 'secret-of-the-webhook' } },
      }),
      DAYMARK_TASK_SINKS: JSON.stringify({ slack: 'success', webhook: 'crm', eventBus: 'default' }),
    },
    integrations: own => ({ ...own, dynamodb: failingWrite(own, befalls) }),
  });
  const poster = receiving(posts, () => processes.current()?.event);
  const befall: Befall = call => {
    const invocation = processes.current();
    if (invocation?.isDead()) return 'gone';
    const sender = invocation && { invocation, isLost: () => false };
    const disturbance = befalls(requestOf(call, invocation?.function ?? ''), sender, call.triesAgain);
    return disturbance && faultOf(disturbance, () => invocation?.isDead() ?? false);
  };
  await hostFunctions(world, processes, () => failingPorts({ ...world.connect({}, project), poster }, befall));
  world.deploy(
    Object.fromEntries(
      project.journeys.flatMap(({ definition, machine }) => (machine ? [[definition.id, renderAsl(machine)]] : [])),
    ),
  );
  callOneByOne(world, schedules);
  return {
    ...{ cloud: world, processes, posts },
    stop: async () => processes.stop(),
  };
};

const faultOf = (disturbance: Disturbance, isDead: () => boolean): ReturnType<Befall> => {
  if (disturbance.kind === 'late') return 'late';
  const { kind, done } = disturbance;
  return {
    isDone: isDoneIn(kind),
    isThrottled: kind === 'throttled',
    isDeath: () => {
      done?.();
      return isDead();
    },
  };
};

const isDoneIn = (kind: Disturbance['kind']): boolean => kind === 'lost-answer' || kind === 'failed-after';

/** The request that a port's call stands for, as far as fault plans and hand-overs need it. */
const requestOf = ({ port, method, args }: PortCall, caller: string): AwsCall => {
  const call = { caller, service: port, operation: `${port}.${method}`, input: args };
  if (port === 'accounts' && method === 'commit') return { ...call, operation: 'TransactWriteItems' };
  if (port === 'claims' && method === 'claim') return { ...call, operation: 'PutItem' };
  if (port === 'poster') return { ...call, operation: `/${(args[0] as { kind: string }).kind}` };
  if (port !== 'mailer') return call;
  const { to, tags } = args[0] as Mail;
  const EmailTags = Object.entries(tags).map(([Name, Value]) => ({ Name, Value }));
  return { ...call, operation: 'SendEmail', input: { Destination: { ToAddresses: [to] }, EmailTags } };
};

/** The write with which a state machine parks, with faults. */
const failingWrite =
  (own: Integrations, befalls: FailingMemoryOptions['befalls']): Integrations['dynamodb'] =>
  (action, given) => {
    const call = { caller: machinesKey, service: 'dynamodb', operation: 'UpdateItem', input: given };
    const kind = befalls(call, undefined, false)?.kind ?? 'late';
    if (kind === 'late') return own.dynamodb(action, given);
    if (isDoneIn(kind)) own.dynamodb(action, given);
    throw new StateError(
      `DynamoDb.${kind === 'throttled' ? 'ThrottlingException' : 'SdkClientException'}`,
      'No answer',
    );
  };

/** A customer's endpoint, which drops posts with a repeated key; Slack has no keys. */
const receiving = (posts: Post[], from: () => unknown): Poster => ({
  post: async ({ kind }, body, idempotencyKey) => {
    const key = kind === 'webhook' ? idempotencyKey : undefined;
    if (key === undefined || posts.every(post => post.key !== key))
      posts.push({ to: `/${kind}`, key, body: JSON.parse(JSON.stringify(body)), from: from() });
  },
});
