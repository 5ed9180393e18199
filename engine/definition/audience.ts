/** Recipients of a touch: the contacts of these roles, or of `otherwise` when the account has none of them. */
export interface Audience {
  roles: readonly string[] | 'everyone';
  otherwise?: readonly string[];
}
