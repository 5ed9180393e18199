import { AsyncLocalStorage } from 'node:async_hooks';
import { LateAnswer } from './late-answer.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Function calls that may hang for some virtual time, as a call to an unresponsive service does. */
export interface Stalls {
  /** Resolves to the result of `work`, or to a LateAnswer as soon as it stalls. */
  run(work: () => Promise<unknown>): Promise<unknown>;
  /** Within `work`: resumes after that many seconds of the virtual clock. @throws Error outside of it */
  stall(seconds: number): Promise<void>;
}

interface Call {
  answer: Promise<unknown>;
  /** Resolves at the next stall. */
  stalled: PromiseWithResolvers<void>;
}

export const createStalls = (clock: VirtualClock): Stalls => {
  const current = new AsyncLocalStorage<Call>();

  /** Runs until it ends or stalls again; the clock is stopped meanwhile. */
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
