import type { AllPorts } from '../../engine/services/ports.ts';

/** The process died. */
export class Crash extends Error {}

/**
 * Ports of a process that dies right before or right after its n-th call of the outside world, and reaches nothing from
 * then on. The clock is no call.
 */
export const crashingPorts = (ports: AllPorts, dies: { at: number; when: 'before' | 'after' }): AllPorts => {
  let calls = 0;
  let isDead = false;
  const calling = async (call: () => unknown): Promise<unknown> => {
    if (isDead) throw new Crash();
    const isLast = ++calls === dies.at;
    if (isLast && dies.when === 'before') {
      isDead = true;
      throw new Crash();
    }
    const answer = await call();
    if (isLast) isDead = true;
    if (isDead) throw new Crash();
    return answer;
  };
  const wrapped = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        return typeof method === 'function'
          ? (...args: unknown[]) => calling(() => method.apply(target, args))
          : method;
      },
    });
  return {
    ...ports,
    accounts: wrapped(ports.accounts),
    controls: wrapped(ports.controls),
    digests: wrapped(ports.digests),
    noticeLedger: wrapped(ports.noticeLedger),
    bus: wrapped(ports.bus),
    ...(ports.notices && { notices: wrapped(ports.notices) }),
    machines: wrapped(ports.machines),
    promptContents: wrapped(ports.promptContents),
    // What a process remembers is no call.
    mailer: { send: wrapped(ports.mailer).send, isBusy: ports.mailer.isBusy },
    poster: wrapped(ports.poster),
    queue: wrapped(ports.queue),
    build: wrapped(ports.build),
  };
};
