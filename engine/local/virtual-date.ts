/**
 * Makes `Date.now()`, `new Date()` and `Date()` return the time of `now` in this process; the rest of `Date` is
 * unchanged. Timers and `performance` stay real, so sockets and the AWS SDK keep working. The returned function undoes
 * it.
 */
export const installDate = (now: () => number): (() => void) => {
  const real = globalThis.Date;
  // A function instead of a Proxy: going through a Proxy takes `Date.parse` longer than the parsing.
  function virtualDate(...args: unknown[]): Date | string {
    if (new.target === undefined) return new real(now()).toString();
    return Reflect.construct(real, args.length === 0 ? [now()] : args, new.target === virtual ? real : new.target);
  }
  const virtual = Object.defineProperties(virtualDate, {
    ...Object.getOwnPropertyDescriptors(real),
    now: { value: now, writable: true, configurable: true },
  }) as unknown as DateConstructor;
  globalThis.Date = virtual;
  return () => {
    if (globalThis.Date === virtual) globalThis.Date = real;
  };
};
