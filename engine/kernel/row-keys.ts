// The table's keys, for all that write or read one: adapters, compiled waits, the memory world, the table's stream.

/** Partition key prefix of an account's items. */
export const accountPrefix = 'ACCT#';

/**
 * Sort key prefixes of an account's items. Rows that every decision needs begin with `HOT#`; usage sorts right before
 * and contacts right behind, so that one query reads what a decision needs. No other prefix may sort between them.
 */
export const sortKey = {
  day: 'DAY#',
  hot: 'HOT#',
  profile: 'HOT#PROFILE',
  contact: 'HOT~CONTACT#',
  enrollment: 'HOT#ENR#',
  seat: 'HOT#SEAT#',
  successPlan: 'HOT#SUCCESS',
  evaluation: 'HOT#EVALUATION',
  mailClaims: 'HOT#MAIL',
  openCommit: 'HOT#COMMIT#',
  commitPage: 'COMMIT#',
  retired: 'HOT#RETIRED',
  ended: 'ENDED#',
  active: 'ACTIVE#',
  openTask: 'HOT#TASK#',
  resolvedTask: 'TASK#',
  delivery: 'LEDGER#',
  prompt: 'PROMPT#',
  promptsVersion: 'PROMPTS',
  promptReader: 'READER#',
  health: 'SCORE#',
  answer: 'ANSWER#',
  revenue: 'REVENUE#',
  line: 'TIMELINE#',
  notice: 'NOTICE#',
  waiting: 'WAITING#',
  consent: 'CONSENT#',
  entryRefusal: 'NOTIN#',
} as const;
