/** A problem in a file of `playbooks/`. Each stops the build of journeys that use the playbook. */
export interface PlaybookProblem {
  /** Id of the playbook. */
  playbook: string;
  /** Path for the reader to open. */
  file: string;
  /** From 1; absent if the problem concerns the whole file. */
  line?: number;
  what: string;
  fix: string;
}

/** A problem's line, what it is, and how to fix it. */
export type PlaybookFault = Required<Pick<PlaybookProblem, 'line' | 'what' | 'fix'>>;
