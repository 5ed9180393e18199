declare module '../../definition/trigger.ts' {
  interface TriggerKinds {
    manual: ManualTrigger;
  }
}

/** Only by `enroll` steps and by operators. */
export interface ManualTrigger {
  kind: 'manual';
}
