import { AsyncLocalStorage } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

export type OwnEnvironment = Readonly<Record<string, string>>;

const current = new AsyncLocalStorage<OwnEnvironment>();

/**
 * Runs `work` as a process that knows these variables and no others: it, and whatever follows from it, reads them in
 * `process.env`. Functions of this process can so each have an environment, as they have on AWS, whenever they look.
 */
export const inEnvironment = <Result>(environment: OwnEnvironment, work: () => Result): Result =>
  current.run(environment, work);

/** Lets `process.env` be each caller's own. The returned function undoes it. */
export const shareProcess = (): (() => void) => {
  const real = process.env;
  const target = () => current.getStore() ?? real;
  process.env = new Proxy(real, {
    get: (_, name) => Reflect.get(target(), name) as unknown,
    has: (_, name) => Reflect.has(target(), name),
    ownKeys: () => Reflect.ownKeys(target()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(target(), name),
  });
  // For `import { env } from 'node:process'`, too.
  syncBuiltinESMExports();
  return () => {
    process.env = real;
    syncBuiltinESMExports();
  };
};
