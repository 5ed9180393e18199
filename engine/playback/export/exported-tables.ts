/** Type of a column. `money` is in the currency's smallest unit. */
export type ColumnType = 'text' | 'instant' | 'whole' | 'number' | 'money';

/** Tables of an export with their columns; each has one file per day, and the partition column is `day`. */
export const exportedTables = {
  /** State at the end; only for the last day. */
  accounts: {
    account: 'text',
    plan: 'text',
    touch_model: 'text',
    stage: 'text',
    renewal_at: 'text',
    created_at: 'instant',
    first_used_at: 'instant',
  },
  /** Recurring revenue per account and month, if any; `movement` if start and end differ. By the month's first day. */
  movements: {
    account: 'text',
    month: 'text',
    currency: 'text',
    start_amount: 'money',
    end_amount: 'money',
    movement: 'text',
  },
  /** Key features in use, and their total number, per account and month. By the month's first day. */
  adoption: { account: 'text', month: 'text', used: 'whole', features: 'whole' },
  /** Health scores, by day of evaluation. */
  health: { at: 'instant', account: 'text', score: 'number', band: 'text', components: 'text' },
  /** State at the end, by day of opening. */
  tasks: {
    account: 'text',
    journey: 'text',
    reason: 'text',
    owner: 'text',
    status: 'text',
    opened_at: 'instant',
    breached_at: 'instant',
    outcome: 'text',
    done_by: 'text',
    done_at: 'instant',
    minutes: 'number',
  },
  /** Lines of the timeline; `line` is the whole line as JSON. */
  timeline: {
    at: 'instant',
    account: 'text',
    journey: 'text',
    enrollment: 'text',
    type: 'text',
    step: 'text',
    channel: 'text',
    outcome: 'text',
    contact: 'text',
    reason: 'text',
    goal: 'text',
    line: 'text',
  },
  /** Accepted events as archived, without personal data; `line` is the whole event as JSON. By day of arrival. */
  events: { received_at: 'instant', type: 'text', name: 'text', account: 'text', contact: 'text', line: 'text' },
  /** Only with `--with-contacts`. */
  contacts: { account: 'text', contact: 'text', role: 'text', name: 'text', email: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

export type ExportedTable = keyof typeof exportedTables;

/** A row with the day of the file that it goes to. */
export interface ExportedRow {
  day: string;
  cells: Readonly<Record<string, string | number | undefined>>;
}

export type ExportedRows = Readonly<Record<ExportedTable, readonly ExportedRow[]>>;
