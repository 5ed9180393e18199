/** What the state of a Lambda call adds to the history of an execution. */
export const callEvents = 5;

/** What a Choice adds. */
export const choiceEvents = 2;
