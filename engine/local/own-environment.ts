import { AsyncLocalStorage } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

export type OwnEnvironment = Readonly<Record<string, string>>;

const current = new AsyncLocalStorage<OwnEnvironment>();

/**
 * Runs `work`, and all asynchronous work that it starts, with these variables alone in `process.env`. So each function
 * in this process has an environment of its own, as on AWS. Needs `shareProcess`.
 */
export const inEnvironment = <Result>(environment: OwnEnvironment, work: () => Result): Result =>
  current.run(environment, work);

/** Makes `process.env` follow `inEnvironment`. The returned function undoes it. */
export const shareProcess = (): (() => void) => {
  const real = process.env;
  const target = () => current.getStore() ?? real;
  process.env = new Proxy(real, {
    get: (_, name) => Reflect.get(target(), name) as unknown,
    has: (_, name) => Reflect.has(target(), name),
    ownKeys: () => Reflect.ownKeys(target()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(target(), name),
  });
  // Updates `import { env } from 'node:process'`, too.
  syncBuiltinESMExports();
  return () => {
    process.env = real;
    syncBuiltinESMExports();
  };
};
