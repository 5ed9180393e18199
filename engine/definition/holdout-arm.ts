/** The arm of accounts that get none of an experiment's variants. */
export const holdoutArm = 'holdout';
