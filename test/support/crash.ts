import type { AllPorts } from '../../engine/ports/ports.ts';

/** The process died. */
export class Crash extends Error {}

export interface Death {
  /** The n-th call of the outside world from now on. */
  at: number;
  when: 'before' | 'after';
}

/** A process that dies right before or right after one of its calls, and reaches nothing from then on. The clock is no call. */
export interface MortalProcess {
  awaits(death: Death): void;
  isDead(): boolean;
  /** Since it was last awaited. */
  hasDied(): boolean;
  /** Another one is there in its place, which does not die. */
  replace(): void;
  /** What it reaches the world through. */
  through<Port extends object>(port: Port): Port;
}

export const mortalProcess = (): MortalProcess => {
  let death: Death | undefined;
  let calls = 0;
  let isDead = false;
  let hasDied = false;
  const die = () => {
    isDead = true;
    hasDied = true;
  };
  const calling = async (call: () => unknown): Promise<unknown> => {
    if (isDead) throw new Crash();
    const isLast = ++calls === death?.at;
    if (isLast && death?.when === 'before') {
      die();
      throw new Crash();
    }
    const answer = await call();
    if (isLast) die();
    if (isDead) throw new Crash();
    return answer;
  };
  return {
    awaits: next => {
      death = next;
      calls = 0;
      hasDied = false;
    },
    isDead: () => isDead,
    hasDied: () => hasDied,
    replace: () => {
      death = undefined;
      isDead = false;
    },
    through: port =>
      new Proxy(port, {
        get: (target, name) => {
          const method: unknown = Reflect.get(target, name);
          return typeof method === 'function'
            ? (...args: unknown[]) => calling(() => method.apply(target, args))
            : method;
        },
      }),
  };
};

/** Ports of a process that dies so. */
export const crashingPorts = (ports: AllPorts, death: Death): AllPorts => {
  const mortal = mortalProcess();
  mortal.awaits(death);
  return portsOf(mortal, ports);
};

export const portsOf = ({ through }: MortalProcess, ports: AllPorts): AllPorts => ({
  ...ports,
  accounts: through(ports.accounts),
  contacts: through(ports.contacts),
  customers: through(ports.customers),
  deliveries: through(ports.deliveries),
  due: through(ports.due),
  enrollments: through(ports.enrollments),
  guardedWeeks: through(ports.guardedWeeks),
  healthHistory: through(ports.healthHistory),
  plans: through(ports.plans),
  prompts: through(ports.prompts),
  revenue: through(ports.revenue),
  tasks: through(ports.tasks),
  waiting: through(ports.waiting),
  controls: through(ports.controls),
  directory: through(ports.directory),
  refusals: through(ports.refusals),
  deadLetters: through(ports.deadLetters),
  claims: through(ports.claims),
  bus: through(ports.bus),
  ...(ports.notices && { notices: through(ports.notices) }),
  machines: through(ports.machines),
  promptContents: through(ports.promptContents),
  // What a process remembers is no call.
  mailer: { send: through(ports.mailer).send, isBusy: ports.mailer.isBusy },
  poster: through(ports.poster),
  queue: through(ports.queue),
  build: through(ports.build),
});
