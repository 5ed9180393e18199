import { writeFileSync } from 'node:fs';

/** Imported into a process, writes its resource usage on exit: CPU time of all threads, and peak memory. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
  writeFileSync(String(process.env.BENCH_USED), JSON.stringify(used));
});
