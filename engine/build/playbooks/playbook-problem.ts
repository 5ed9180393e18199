/** One problem of a file of `playbooks/`: where, what, how to fix. Each stops the build of journeys that use the playbook. */
export interface PlaybookProblem {
  /** Id of the playbook. */
  playbook: string;
  /** Path as the reader would open it. */
  file: string;
  /** From 1; absent when the problem is of the whole file. */
  line?: number;
  what: string;
  fix: string;
}

/** Where a problem is in its file, what it is, and what to write instead. */
export type PlaybookFault = Required<Pick<PlaybookProblem, 'line' | 'what' | 'fix'>>;
