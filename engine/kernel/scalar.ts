/** The only values that events, attributes and conditions compare. */
export type Scalar = string | number | boolean | null;
