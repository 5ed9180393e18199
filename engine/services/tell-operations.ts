/** What operations count and are alarmed by. Pinned by a test: metric filters match these words. */
export type OperationsNotice =
  /** Nobody knows whether a mail went out, and the policy decided. */
  | 'ambiguous'
  /** SES took a mail and could not send it: a fault in the mail, ours. */
  | 'mail rejected';

/** One line of JSON in the log: ids, never anything personal. */
export const tellOperations = (
  what: OperationsNotice,
  { account, journey, step, id }: { account: string; journey: string; step: string; id: string },
): void => {
  console.warn(JSON.stringify({ level: 'warn', what, account, journey, step, delivery: id }));
};
