/** A part of the report, for whatever it is printed as. */
export interface ReportSection {
  title: string;
  /** The first row is the head. The last column is prose where `prose`. */
  rows: readonly (readonly string[])[];
  prose?: true;
  notes: readonly string[];
}
