/** Only by `enroll` steps and by operators. */
export interface ManualTrigger {
  kind: 'manual';
}
