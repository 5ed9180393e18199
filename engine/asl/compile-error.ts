/** A journey that has no state machine. `daymark check` finds the same before, with more to say. */
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
