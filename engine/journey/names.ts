import { AuthoringError } from './authoring-error.ts';

/**
 * The name of a branch, case or variant, as it will stand in the timeline.
 * @throws AuthoringError when it is reserved, or does not begin with a letter (JavaScript would reorder numbers).
 */
export const checkedName = (where: string, name: string, reserved: readonly string[]): string => {
  if (reserved.includes(name))
    throw new AuthoringError(`${where}: "${name}" has a meaning of its own here. Choose another name.`);
  if (/^[a-z][\w-]*$/i.test(name)) return name;
  throw new AuthoringError(
    `${where}: "${name}" is not a valid name. Begin with a letter; go on with letters, digits, "-" and "_".`,
  );
};
