/**
 * A lock: `enter` runs work beside other work, `alone` waits until none is running and keeps new work out meanwhile.
 */
export interface Gate {
  enter<T>(work: () => Promise<T>): Promise<T>;
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export const createGate = (): Gate => {
  let running = 0;
  let closed: Promise<void> | undefined;
  let lastLeft: (() => void) | undefined;

  const whenOpen = async () => {
    while (closed) await closed;
  };
  return {
    enter: async work => {
      await whenOpen();
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        if (running === 0) lastLeft?.();
      }
    },
    alone: async work => {
      await whenOpen();
      const { promise, resolve } = Promise.withResolvers<void>();
      closed = promise;
      try {
        if (running > 0) await new Promise<void>(done => (lastLeft = done));
        lastLeft = undefined;
        return await work();
      } finally {
        closed = undefined;
        resolve();
      }
    },
  };
};
