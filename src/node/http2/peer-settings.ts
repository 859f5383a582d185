import { ConnectionError } from './connection-error.ts';
import { type Frame, uint32At } from './frame-splitter.ts';
import { errorCode, payloadBytesMax, setting, windowBytesMax } from './protocol.ts';

const settingBytes = 6;
const largestFrameBytes = 2 ** 24 - 1;

/**
 * The window of every stream, when a peer's SETTINGS say so. The others are of no concern to a server that
 * pushes nothing, sends no frame above the least maximum, and lets the peer remember no fields.
 * @throws ConnectionError when they cannot be right (RFC 9113 §6.5.2).
 */
export function initialWindowIn({ bytes, start, end }: Frame): number | undefined {
  if ((end - start) % settingBytes !== 0) {
    throw new ConnectionError(errorCode.frameSizeError, 'SETTINGS is of the wrong size');
  }
  let initialWindowBytes: number | undefined;
  for (let at = start; at < end; at += settingBytes) {
    const value = uint32At(bytes, at + 2);
    switch (bytes.readUInt16BE(at)) {
      case setting.enablePush:
        if (value > 1) throw badValue(errorCode.protocolError);
        break;
      case setting.initialWindowSize:
        if (value > windowBytesMax) throw badValue(errorCode.flowControlError);
        initialWindowBytes = value;
        break;
      case setting.maxFrameSize:
        if (value < payloadBytesMax || value > largestFrameBytes) {
          throw badValue(errorCode.protocolError);
        }
        break;
    }
  }
  return initialWindowBytes;
}

function badValue(code: ConnectionError['code']): ConnectionError {
  return new ConnectionError(code, 'a setting is out of range');
}
