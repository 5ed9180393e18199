declare module 'asl-validator' {
  interface Options {
    checkArn: boolean;
    checkPaths: boolean;
  }
  /** Writes into the definition. */
  export default function validate(
    definition: unknown,
    options?: Options,
  ): { isValid: boolean; errors: readonly unknown[] };
}
