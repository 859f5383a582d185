import { decodePrefix, encode, struct, text, uint } from '../../../shared/msgpack/codec.ts';
import type { Relay } from '../messages.ts';
import { endpointOf } from './endpoint.ts';
import { bytesOrNil, name } from './fields.ts';
import { malformed } from './malformed.ts';

const header = struct({
  DestAddr: struct({ IP: bytesOrNil, Port: uint, Zone: text }),
  DestName: name,
});

/** A header, then the message to pass on as it is (serf-wire §6.1). */
export function encodeRelay({ destination, destinationName, message }: Relay): Buffer {
  const DestAddr = { IP: destination.address, Port: destination.port, Zone: '' };
  return Buffer.concat([encode(header, { DestAddr, DestName: destinationName }), message]);
}

export function decodeRelay(body: Uint8Array): Relay {
  const { value, end } = decodePrefix(header, body);
  const message = body.subarray(end);
  if (message.length === 0) throw malformed('a relay of nothing');
  const { IP, Port } = value.DestAddr;
  return {
    type: 'relay',
    destination: endpointOf(IP, Port),
    destinationName: value.DestName,
    message,
  };
}
