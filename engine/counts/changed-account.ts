/** The changed parts of an account. */
export interface ChangedAccount {
  account: string;
  /** Enrollments whose rows changed. */
  enrollments: readonly string[];
}
