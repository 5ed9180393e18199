import { enableCompileCache } from 'node:module';

/** A process that runs verbs of the command line, one after another, for tests that would each load the engine anew. */
export interface VerbRequest {
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
}

export interface VerbAnswer {
  code: number;
  stdout: string;
  stderr: string;
}

enableCompileCache();
const { main } = await import('../../engine/cli/main.ts');

let said = { stdout: '', stderr: '' };
for (const name of ['stdout', 'stderr'] as const) {
  process[name].write = (text: string | Uint8Array) => {
    said[name] += text;
    return true;
  };
}

process.on('message', async ({ args, cwd, env }: VerbRequest) => {
  said = { stdout: '', stderr: '' };
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.exitCode = 0;
  await main(args);
  process.send?.({ code: Number(process.exitCode), ...said } satisfies VerbAnswer);
});
process.on('disconnect', () => process.exit());
