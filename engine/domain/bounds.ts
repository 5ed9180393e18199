/** What the values of a field may be, beyond their type: what the catalog's schema says of it. */
export interface Bounds {
  /** The only values there are. */
  oneOf?: readonly string[];
  /** A date or a time of ISO 8601. */
  isDate?: boolean;
  whole?: boolean;
  least?: number;
  most?: number;
  /** Beyond these, and not these themselves. */
  above?: number;
  below?: number;
  /** Of a text, in characters. */
  longest?: number;
}

export type FieldBounds = Readonly<Record<string, Bounds>>;

/** Whole numbers beyond it are rounded by whoever reads them as JSON, and other stores take no larger ones. */
const largest = Number.MAX_SAFE_INTEGER;

export const isWithin = (value: number, { whole, least = -largest, most = largest, above, below }: Bounds): boolean =>
  (!whole || Number.isInteger(value)) &&
  value >= least &&
  value <= most &&
  (above === undefined || value > above) &&
  (below === undefined || value < below);

/** `a whole number of at least 1 and at most 3650`. */
export const tellBounds = ({ whole, least, most, above, below }: Bounds): string => {
  const limits = [
    ...(least === undefined ? [] : [`of at least ${least}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(most === undefined ? [] : [`of at most ${most}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
  ];
  const within = limits.length === 0 ? `between -2^53 and 2^53` : limits.join(' and ');
  return `a ${whole ? 'whole ' : ''}number ${within}`;
};
