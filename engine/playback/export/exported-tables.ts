/** The type of a column's cells. `money` is in the currency's smallest unit. */
export type ColumnType = 'text' | 'instant' | 'whole' | 'number' | 'money';

/** Tables that an export writes, with their columns; each lies in files by day, whose name is the column `day`. */
export const exportedTables = {
  /** As they are at the end; of the last day only. */
  accounts: {
    account: 'text',
    plan: 'text',
    touch_model: 'text',
    stage: 'text',
    renewal_at: 'text',
    created_at: 'instant',
    first_used_at: 'instant',
  },
  /** Recurring revenue of each account and month that began or ended with some; `movement` where they differ. By the month's first day. */
  movements: {
    account: 'text',
    month: 'text',
    currency: 'text',
    start_amount: 'money',
    end_amount: 'money',
    movement: 'text',
  },
  /** Key features in use, of those that there are, by account and month. By the month's first day. */
  adoption: { account: 'text', month: 'text', used: 'whole', features: 'whole' },
  /** Scores, by when they were told. */
  health: { at: 'instant', account: 'text', score: 'number', band: 'text', components: 'text' },
  /** As they are at the end, by when they were opened. */
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
  /** Lines of the timeline; `line` is all of it, as JSON. */
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
  /** Accepted events, without people, as they are kept; `line` is all of one, as JSON. By arrival. */
  events: { received_at: 'instant', type: 'text', name: 'text', account: 'text', contact: 'text', line: 'text' },
  /** Only where asked for. */
  contacts: { account: 'text', contact: 'text', role: 'text', name: 'text', email: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

export type ExportedTable = keyof typeof exportedTables;

/** A row with the day of the file that it goes to. */
export interface ExportedRow {
  day: string;
  cells: Readonly<Record<string, string | number | undefined>>;
}

export type ExportedRows = Readonly<Record<ExportedTable, readonly ExportedRow[]>>;
