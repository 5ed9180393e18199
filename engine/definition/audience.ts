/** Recipients of a touch: the contacts of these roles, or of `otherwise` when the account has none of them. */
export interface Audience {
  /** Only the contact whose request enrolled the account, until that request is answered. */
  who?: 'asked';
  roles: readonly string[] | 'everyone';
  otherwise?: readonly string[];
}
