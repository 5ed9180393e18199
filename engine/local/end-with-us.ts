/**
 * Calls `end` when this process exits: normally, by an uncaught error, or by a signal. The returned function cancels
 * that.
 */
export const endWithUs = (end: () => void): (() => void) => {
  const onSignal = (signal: NodeJS.Signals) => {
    end();
    forget();
    // Our listener kept Node from ending: end by the same signal, unless another listener handles it.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = () => {
    process.off('exit', end);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', end);
  for (const signal of signals) process.on(signal, onSignal);
  return forget;
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
