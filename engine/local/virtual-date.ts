/**
 * Makes `Date.now()`, `new Date()` and `Date()` tell the time of `now` in this process; everything else of `Date` stays.
 * Timers and `performance` stay real, so sockets and the AWS SDK work on. The returned function undoes it.
 */
export const installDate = (now: () => number): (() => void) => {
  const real = globalThis.Date;
  const virtual: DateConstructor = new Proxy(real, {
    construct: (target, args, newTarget): Date =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === virtual ? target : newTarget),
    apply: target => new target(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  globalThis.Date = virtual;
  return () => {
    if (globalThis.Date === virtual) globalThis.Date = real;
  };
};
