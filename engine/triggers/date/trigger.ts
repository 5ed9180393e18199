declare module '../../definition/trigger.ts' {
  interface TriggerKinds {
    date: DateTrigger;
  }
}

/** The calendar day `days` before the date in an account attribute. Enrolls once per term of that date. */
export interface DateTrigger {
  kind: 'date';
  attribute: string;
  days: number;
}
