import type { Audience } from '../../definition/audience.ts';
import { describeRole } from '../explain/describe-audience.ts';

/** The audience of a touch, as a caption. */
export const audienceCaption = ({ roles, otherwise = [], who }: Audience): string =>
  roles === 'everyone'
    ? who === 'asked'
      ? 'who asked'
      : roles
    : [...roles.map(describeRole), ...otherwise.map(role => `else ${describeRole(role)}`)].join(', ');
