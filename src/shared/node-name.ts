const namePattern = /^[A-Za-z0-9._-]{1,64}$/;

export const nodeNameRule = '1 to 64 letters, digits and the characters . _ -';

/** Whether a text may name a node: in gossip, in the Raft configuration and in its certificate. */
export function isNodeName(text: string): boolean {
  return namePattern.test(text);
}

/** The name of a node that was given none: the machine's host name, with what is not allowed left out. */
export function nodeNameOfHost(hostname: string): string {
  const name = hostname.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 64);
  return isNodeName(name) ? name : 'node';
}
