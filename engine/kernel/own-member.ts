/** Reads an own property only: names come from outside, and every object inherits `constructor`. */
export const ownMember = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;
