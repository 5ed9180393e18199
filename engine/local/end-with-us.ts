import type { ChildProcess } from 'node:child_process';

/**
 * Kills the child when this process ends: by itself, by an uncaught error, or by a signal. The returned function stops
 * watching.
 */
export const endWithUs = (child: ChildProcess): (() => void) => {
  const kill = () => void child.kill('SIGKILL');
  const onSignal = (signal: NodeJS.Signals) => {
    kill();
    forget();
    // Our listener kept Node from ending: end by the same signal, unless somebody else handles it.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = () => {
    process.off('exit', kill);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', kill);
  for (const signal of signals) process.on(signal, onSignal);
  return forget;
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
