/** Tries one piece of work; returns `undefined` if it fails. */
export type TryPiece = <Result>(piece: () => Promise<Result>) => Promise<Result | undefined>;

/**
 * For work in pieces that don't depend on each other, such as accounts that are due: a piece that fails stops none of the
 * others. @throws the first failure, once all of the work was tried
 */
export const independently = async <Result>(work: (attempt: TryPiece) => Promise<Result>): Promise<Result> => {
  const failures: unknown[] = [];
  const result = await work(piece =>
    piece().catch(failure => {
      failures.push(failure);
      return undefined;
    }),
  );
  if (failures.length > 0) throw failures[0];
  return result;
};
