/** An error the user can fix: what is wrong, and how to fix it. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly fix: string;
  readonly exitCode: number;
  constructor(what: string, fix: string, exitCode = 1) {
    super(what);
    this.fix = fix;
    this.exitCode = exitCode;
  }
}
