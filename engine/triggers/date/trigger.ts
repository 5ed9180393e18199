declare module '../../definition/trigger.ts' {
  interface TriggerKinds {
    date: DateTrigger;
  }
}

/** Enrolls `days` calendar days before the date in an account attribute, once per term of that date. */
export interface DateTrigger {
  kind: 'date';
  attribute: string;
  days: number;
}
