/** The policy's limits for the worst path of any journey. */
export interface Limits {
  /** Dollars for 1,000 enrollments at list prices, CSM time included. */
  costPer1000?: number;
  /** Mails of one enrollment to a contact on any 30 dates in a row. */
  mailsPerContact30d?: number;
  /** Tasks that one enrollment opens on any 7 dates in a row. */
  tasksPerCsmWeek?: number;
}
