/** Bounds on a field's values beyond their type, from the catalog's schema. */
export interface Bounds {
  /** The only allowed values. */
  oneOf?: readonly string[];
  /** Must be an ISO 8601 date or time. */
  isDate?: boolean;
  whole?: boolean;
  least?: number;
  most?: number;
  /** Exclusive limits. */
  above?: number;
  below?: number;
  /** Maximum length of a text, in characters. */
  longest?: number;
}

export type FieldBounds = Readonly<Record<string, Bounds>>;

/** Beyond 2^53, where JSON readers round numbers; DynamoDB stores none beyond 10^125. */
export const isAbsurd = (value: number): boolean => !(Math.abs(value) <= Number.MAX_SAFE_INTEGER);

export const isWithin = (value: number, { whole, least, most, above, below }: Bounds): boolean =>
  (!whole || Number.isInteger(value)) &&
  (least === undefined || value >= least) &&
  (most === undefined || value <= most) &&
  (above === undefined || value > above) &&
  (below === undefined || value < below);

/** `a whole number of at least 1 and at most 3650`. */
export const describeBounds = ({ whole, least, most, above, below }: Bounds): string => {
  const limits = [
    ...(least === undefined ? [] : [`of at least ${least}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(most === undefined ? [] : [`of at most ${most}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
  ];
  return [`a ${whole ? 'whole ' : ''}number`, ...(limits.length === 0 ? [] : [limits.join(' and ')])].join(' ');
};
