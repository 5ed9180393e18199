import { AsyncLocalStorage } from 'node:async_hooks';
import { LateAnswer } from './late-answer.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Calls of functions that may hang for a time of the clock, as a call does whose network or service does not answer. */
export interface Stalls {
  /** What `work` resolves to, or a LateAnswer as soon as it stalls. */
  run(work: () => Promise<unknown>): Promise<unknown>;
  /** Within `work`: goes on after so many seconds of the clock. @throws Error outside of it */
  stall(seconds: number): Promise<void>;
}

interface Call {
  answer: Promise<unknown>;
  /** Resolves when it stalls the next time. */
  stalled: PromiseWithResolvers<void>;
}

export const createStalls = (clock: VirtualClock): Stalls => {
  const current = new AsyncLocalStorage<Call>();

  /** Until it ends or stalls again: the clock stands still that long. */
  const proceed = async ({ answer, stalled }: Call): Promise<unknown> =>
    Promise.race([answer, stalled.promise.then(() => new LateAnswer(answer))]);

  return {
    run: work => {
      const call: Call = { answer: Promise.resolve(), stalled: Promise.withResolvers() };
      call.answer = current.run(call, work);
      return proceed(call);
    },
    stall: seconds => {
      const call = current.getStore();
      if (!call) throw new Error('Only a function that a state machine calls can stall.');
      return new Promise(resume => {
        clock.at(clock.now() + seconds * 1000, () => {
          call.stalled = Promise.withResolvers();
          resume();
          return proceed(call).catch(() => undefined);
        });
        call.stalled.resolve();
      });
    },
  };
};
