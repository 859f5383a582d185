import { MokvError } from '../shared/errors.ts';
import { isNodeName, nodeNameRule } from '../shared/node-name.ts';
import { quoted } from '../shared/quoted.ts';
import { isUserName, userNameRule } from '../shared/user-name.ts';

const peerUriPrefix = 'mokv://peer/';

/** The user that a client certificate names in its CN, checked: it becomes part of a file name too. */
export function checkedUserName(name: string): string {
  if (isUserName(name)) return name;
  throw new MokvError('INVALID_ARGUMENT', `user name ${quoted(name)} is not allowed`, {
    hint: `use ${userNameRule}`,
  });
}

/** The URI that makes a certificate the identity of one node. */
export function peerUri(nodeId: string): string {
  if (isNodeName(nodeId)) return `${peerUriPrefix}${nodeId}`;
  throw new MokvError('INVALID_ARGUMENT', `node name ${quoted(nodeId)} is not allowed`, {
    hint: `use ${nodeNameRule}`,
  });
}

/** The node that a peer URI names, or undefined for any other URI. */
export function nodeIdOfPeerUri(uri: string): string | undefined {
  if (!uri.startsWith(peerUriPrefix)) return undefined;
  const nodeId = uri.slice(peerUriPrefix.length);
  return isNodeName(nodeId) ? nodeId : undefined;
}
