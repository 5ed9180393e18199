/** A journey that cannot be compiled. `daymark check` reports such journeys earlier and in more detail. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
  readonly journey: string;
  readonly fix: string;
  constructor(journey: string, what: string, fix: string) {
    super(`Journey "${journey}": ${what}. ${fix}`);
    this.journey = journey;
    this.fix = fix;
  }
}
