/** A section of the report, independent of the output format. */
export interface ReportSection {
  title: string;
  /** The first row is the heading. With `prose`, the last column is left-aligned text. */
  rows: readonly (readonly string[])[];
  prose?: true;
  notes: readonly string[];
}
