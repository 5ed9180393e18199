import type { Audience } from '../../definition/audience.ts';
import { tellRole } from '../explain/tell-audience.ts';

/** Whom a touch is for, in the few words of a caption. */
export const audienceCaption = ({ roles, otherwise = [] }: Audience): string =>
  roles === 'everyone'
    ? roles
    : [...roles.map(tellRole), ...otherwise.map(role => `else ${tellRole(role)}`)].join(', ');
