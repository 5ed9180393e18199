import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import type { Instant } from '../../engine/kernel/instant.ts';
import { memoryOf } from '../../engine/wiring/functions.ts';

export interface MeasuredMemory {
  function: string;
  what: string;
  megabytes: number;
  of: number;
}

export interface MeasuredInvocation {
  function: string;
  /** What it reads, in a few words. */
  what: string;
  event: object;
  /** The clock of its process. */
  at: Instant;
}

/** Calls bundles, each in a process of its own with the memory of its Lambda. */
export const measurer = (folder: string, environment: () => Readonly<Record<string, string | undefined>>) => {
  const measured: MeasuredMemory[] = [];
  return {
    measured,
    /** Its answer. Fails where the process took more memory than its Lambda has. */
    call: async ({ function: name, what, event, at }: MeasuredInvocation): Promise<unknown> => {
      const size = memoryOf(name);
      const callFile = join(folder, `${randomUUID()}.json`);
      await writeFile(callFile, JSON.stringify({ event, at }));
      const code = pathToFileURL(join(folder, `${name}.mjs`)).href;
      const child = spawn(process.execPath, [...heapOf(size), '.ci/memory/call.mjs', code, callFile], {
        env: { ...process.env, ...environment() },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      const last = out.split('\n').at(-1) ?? '';
      if (!last.startsWith('{"answer"')) throw new Error(`${name} ended without an answer. ${err.slice(-2_000)}`);
      const { answer, megabytes } = JSON.parse(last) as { answer: unknown; megabytes: number };
      measured.push({ function: name, what, megabytes, of: size });
      expect(megabytes, `${name}, ${what}: ${megabytes} MB of ${size}`).toBeLessThan(size);
      return answer;
    },
  };
};

/** Lambda's runtime gives nine tenths of the memory to the heap. */
const heapOf = (size: number): string[] => [
  `--max-old-space-size=${Math.floor(size * 0.9)}`,
  `--max-semi-space-size=${Math.floor(size * 0.05)}`,
];
