import type { Project } from '../../build/build-project.ts';

/** A problem in the sources. */
export interface SourceProblem {
  file?: string | undefined;
  line?: number | undefined;
  what: string;
  fix: string;
}

/** The problems that prevent a project from being deployed. */
export const problemsIn = ({ faults, problems, playbookProblems, diagnostics }: Project): SourceProblem[] => [
  ...faults.map(({ file, message, fix }) => ({ file, what: message, fix, line: lineIn(message) })),
  ...[...problems, ...playbookProblems].map(({ file, line, what, fix }) => ({ file, line, what, fix })),
  ...diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ file, code, message }) => ({
      file,
      what: `${code}: ${message}`,
      fix: `see \`npx daymark check\` for more about ${code}`,
    })),
];

const lineIn = (message: string): number | undefined => {
  const line = /^[^:]+:(\d+):/.exec(message)?.[1];
  return line === undefined ? undefined : Number(line);
};

export const problemLine = ({ file, line, what, fix }: SourceProblem): string =>
  `${[file, line].filter(part => part !== undefined && !what.startsWith(String(file))).join(':')} ${what}: ${fix}`.trim();
