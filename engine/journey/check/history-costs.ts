/** History events per state that calls a Lambda function. */
export const callEvents = 5;

/** History events per Choice. */
export const choiceEvents = 2;
