import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Agent, ClientRequest, IncomingHttpHeaders } from 'node:http';
import type { Handler } from '../engine/local/functions.ts';

/** An invocation of a process that can die. */
export interface Invocation {
  function: string;
  event: unknown;
  /** Whose work it is, where `inNameOf` told. */
  account: string | undefined;
  /** Its process reaches nothing any more, and its caller is told. */
  die(): void;
  isDead(): boolean;
}

export interface Sender {
  invocation: Invocation;
  /** Whether the process waited for the answer of this request in vain, however it came. */
  isLost(): boolean;
}

/**
 * Processes as Lambda has them: each works on one invocation at a time, remembers what it likes between them, and is replaced by
 * a new one when it dies. All live in this process; their requests carry the invocation that they belong to.
 */
export interface Processes {
  /** @param start the cold start: clients and memory of one process */
  host(name: string, start: () => Handler): Handler;
  /** Of what a request is; nothing where it is not of a hosted process. `gone`: of one that is dead. */
  sender(headers: IncomingHttpHeaders): Sender | 'gone' | undefined;
  /** Who works, works for this account. */
  inNameOf<Result>(account: string, work: () => Result): Result;
  /** Ends those that have nothing to do. */
  retire(): void;
  stop(): void;
}

/** The process died. */
export class ProcessDied extends Error {
  /** As Lambda tells it to its callers. */
  override readonly name = 'Lambda.Unknown';
}

interface Process {
  handler: Handler;
  agents: Set<Agent>;
}

interface Running extends Invocation {
  id: string;
  process: Process;
  requests: { isLost: boolean }[];
}

const header = 'x-daymark-invocation';

export interface ProcessOptions {
  /** What is worked on shares processes with what has the same name, and with nothing else. */
  poolOf?: ((invocation: Invocation) => string) | undefined;
  /** What befalls an invocation that is done: its answer is lost, or the same call comes a second time. */
  afterwards?: ((invocation: Invocation) => 'lost-invocation' | 'twice' | undefined) | undefined;
}

export const createProcesses = ({ poolOf = () => '', afterwards }: ProcessOptions = {}): Processes => {
  const current = new AsyncLocalStorage<Running>();
  const account = new AsyncLocalStorage<string>();
  const running = new Map<string, Running>();
  const pools: Map<string, Process[]>[] = [];
  let invocations = 0;

  const begin = (name: string, event: unknown, idle: Map<string, Process[]>, start: () => Handler) => {
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
  /** Of `fetch`, which cannot be stopped here: who is asked must look at `sender`. */
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
          answer.catch(() => undefined); // of a dead process, nobody waits for it
          await Promise.race([answer, death]);
          const after = afterwards?.(invocation);
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
