declare module '../../definition/trigger.ts' {
  interface TriggerKinds {
    manual: ManualTrigger;
  }
}

/** Enrolls by `enroll` steps and operators only. */
export interface ManualTrigger {
  kind: 'manual';
}
