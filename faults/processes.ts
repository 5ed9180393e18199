import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Agent, ClientRequest, IncomingHttpHeaders } from 'node:http';
import type { LambdaHandler } from '../engine/local/functions.ts';

/** An invocation in a killable process. */
export interface Invocation {
  function: string;
  event: unknown;
  /** Account of the work, if `inNameOf` set it. */
  account: string | undefined;
  /** Cuts the process off, and fails its invocation. */
  die(): void;
  isDead(): boolean;
}

export interface Sender {
  invocation: Invocation;
  /** Whether the process waited for an answer to this request that never came. */
  isLost(): boolean;
}

/**
 * Processes as in Lambda: each handles one invocation at a time, keeps its memory between them, and is replaced after
 * it dies. All run in this process; requests carry the invocation that they belong to.
 */
export interface Processes {
  /** @param start the cold start: clients and memory of one process */
  host(name: string, start: () => LambdaHandler): LambdaHandler;
  /** The sender of a request; undefined if no hosted process sent it. `gone`: a dead one. */
  sender(headers: IncomingHttpHeaders): Sender | 'gone' | undefined;
  /** The invocation that runs now. */
  current(): Invocation | undefined;
  /** Marks the current invocation as working for this account. */
  inNameOf<Result>(account: string, work: () => Result): Result;
  /** Ends idle processes. */
  retire(): void;
  stop(): void;
}

/** The process of an invocation died. */
export class ProcessDied extends Error {
  /** The error that Lambda returns to callers. */
  override readonly name = 'Lambda.Unknown';
}

interface Process {
  handler: LambdaHandler;
  agents: Set<Agent>;
}

interface Running extends Invocation {
  id: string;
  process: Process;
  requests: { isLost: boolean }[];
}

const header = 'x-daymark-invocation';

export interface ProcessOptions {
  /** Invocations share processes only with those of the same name. */
  poolOf?: ((invocation: Invocation) => string) | undefined;
  /** Fault of a finished invocation: its answer is lost, or the same call is made twice. */
  afterwards?: ((invocation: Invocation, answer: unknown) => 'lost-invocation' | 'twice' | undefined) | undefined;
}

export const createProcesses = ({ poolOf = () => '', afterwards }: ProcessOptions = {}): Processes => {
  const current = new AsyncLocalStorage<Running>();
  const account = new AsyncLocalStorage<string>();
  const running = new Map<string, Running>();
  const pools: Map<string, Process[]>[] = [];
  let invocations = 0;

  const begin = (name: string, event: unknown, idle: Map<string, Process[]>, start: () => LambdaHandler) => {
    const death = Promise.withResolvers<never>();
    death.promise.catch(() => undefined);
    let isDead = false;
    const invocation: Running = {
      id: String(++invocations),
      function: name,
      event,
      account: account.getStore(),
      process: undefined as never, // below
      requests: [],
      isDead: () => isDead,
      die: () => {
        if (isDead) return;
        isDead = true;
        running.delete(invocation.id);
        end(invocation.process);
        death.reject(new ProcessDied('RequestId: 1 Error: Runtime exited'));
      },
    };
    const pool = poolOf(invocation);
    invocation.process = idle.get(pool)?.pop() ?? { handler: start(), agents: new Set() };
    running.set(invocation.id, invocation);
    return { invocation, pool, death: death.promise };
  };

  const onRequest = (message: unknown) => {
    const invocation = current.getStore();
    if (!invocation) return;
    const { request } = message as { request: ClientRequest & { agent?: Agent } };
    if (invocation.isDead()) return void request.destroy();
    if (request.agent) invocation.process.agents.add(request.agent);
    const sent = { isLost: false };
    request.once('error', () => {
      sent.isLost = true;
    });
    request.setHeader(header, `${invocation.id}.${invocation.requests.push(sent) - 1}`);
  };
  /** `fetch` can't be stopped here, so the endpoint must check `sender`. */
  const onFetch = (message: unknown) => {
    const invocation = current.getStore();
    const { request } = message as { request: { addHeader(name: string, value: string): void } };
    if (invocation) request.addHeader(header, `${invocation.id}.`);
  };
  const retire = () => {
    for (const idle of pools) {
      for (const process of [...idle.values()].flat()) end(process);
      idle.clear();
    }
  };
  subscribe('http.client.request.created', onRequest);
  subscribe('undici:request:create', onFetch);

  return {
    host: (name, start) => {
      const idle = new Map<string, Process[]>();
      pools.push(idle);
      return async (event, context) => {
        const { invocation, pool, death } = begin(name, event, idle, start);
        const { process } = invocation;
        try {
          const answer = current.run(invocation, async () => process.handler(event, context));
          answer.catch(() => undefined); // a dead process awaits no answer
          const answered = await Promise.race([answer, death]);
          const after = afterwards?.(invocation, answered);
          if (after === 'lost-invocation') throw new ProcessDied('RequestId: 1 Error: Runtime exited');
          if (after !== 'twice') return await answer;
          return await Promise.race([current.run(invocation, async () => process.handler(event, context)), death]);
        } finally {
          running.delete(invocation.id);
          if (!invocation.isDead()) idle.set(pool, [...(idle.get(pool) ?? []), process]);
        }
      };
    },
    sender: headers => {
      const [id, index] = headers[header]?.toString().split('.') ?? [];
      if (id === undefined) return undefined;
      const invocation = running.get(id);
      const sent = invocation?.requests[Number(index || Number.NaN)];
      return invocation ? { invocation, isLost: () => sent?.isLost ?? false } : 'gone';
    },
    current: () => current.getStore(),
    inNameOf: (name, work) => account.run(name, work),
    retire,
    stop: () => {
      retire();
      unsubscribe('http.client.request.created', onRequest);
      unsubscribe('undici:request:create', onFetch);
    },
  };
};

const end = ({ agents }: Process): void => {
  for (const agent of agents) agent.destroy();
};
