import { prefixBytes } from '../../../src/api/message-frame.ts';

/** Calls `take` for each message of a body that arrives in pieces, cut anywhere. */
export function messagesOfPieces(take: (message: Buffer) => void): (piece: Buffer) => void {
  let unread: Buffer = Buffer.alloc(0);
  return (piece) => {
    const bytes = unread.length === 0 ? piece : Buffer.concat([unread, piece]);
    let at = 0;
    while (bytes.length - at >= prefixBytes) {
      const end = at + prefixBytes + bytes.readUInt32BE(at + 1);
      if (end > bytes.length) break;
      take(bytes.subarray(at + prefixBytes, end));
      at = end;
    }
    unread = bytes.subarray(at);
  };
}
