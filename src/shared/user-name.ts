const namePattern = /^[A-Za-z0-9._@-]{1,64}$/;

export const userNameRule = '1 to 64 letters, digits and the characters . _ @ -';

/**
 * Whether a text may name a user: the CN of a client certificate and the subject of a policy rule.
 * ASCII only, so that no two names look alike or differ by Unicode normalisation.
 */
export function isUserName(text: string): boolean {
  return namePattern.test(text);
}
