import type { RaftRequest } from '../../src/node/raft/messages.ts';
import { decodeRequest } from '../../src/node/transport/request-codec.ts';
import type { SimMachine, World } from './world.ts';

const limits = { afterMsMin: 1, afterMsMax: 5000 } as const;

/**
 * A proxy, or the network itself, may deliver a request once more, on a connection whose other end waits
 * for nothing.
 */
export function mayReplay(request: RaftRequest, bytes: Buffer, world: World): void {
  const { replayChance } = world.network.links.quality;
  const { scheduler, dice } = world;
  if (replayChance === 0 || !dice.net.chance(replayChance)) return;
  scheduler.after(dice.net.magnitude(limits.afterMsMin, limits.afterMsMax), () => {
    const sender = world.machineAt(request.fromAddress);
    const target = world.machineAt(request.toAddress);
    if (sender === undefined || target === undefined) return;
    if (!world.network.links.isBlocked(sender.number, target.number)) deliver(bytes, target, world);
  });
}

function deliver(bytes: Buffer, target: SimMachine, { marks }: World): void {
  const { process, id, address } = target;
  if (process === undefined) return;
  marks.hit('duplicateRequestDelivered');
  process.run(() => {
    const decoded = decodeRequest(bytes, { rpcId: process.nextInboundId(), id, address });
    if (decoded.type === 'accepted') process.receive(decoded.message);
  });
}
