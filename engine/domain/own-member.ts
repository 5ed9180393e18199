/** A member that the object has itself: names come from outside, and every object inherits a `constructor`. */
export const ownMember = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;
