import { writeFileSync } from 'node:fs';

/** Imported into a process, writes what it took when it ends: the CPU of all its threads, and the memory that it had at most. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
  writeFileSync(String(process.env.BENCH_USED), JSON.stringify(used));
});
