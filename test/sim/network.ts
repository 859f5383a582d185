import type { InstallSnapshot, RaftMessage, RaftResponse } from '../../src/node/raft/messages.ts';
import { Links } from './links.ts';
import { Outbound } from './outbound.ts';
import { SnapshotTransfer } from './snapshot-transfer.ts';
import type { Connection, RunningProcess, SimMachine, SimNetwork, World } from './world.ts';

/** What one process has to one peer address: as src/node/transport/peer-client.ts. */
interface Peer {
  readonly heartbeats: Outbound;
  readonly log: Outbound;
  transfer: SnapshotTransfer | undefined;
}

/** Carries every Raft message as bytes, on connections that faults delay, cut and break. */
export class Network implements SimNetwork {
  readonly links: Links;
  readonly #worldOf: () => World;
  readonly #peers = new Map<RunningProcess, Map<string, Peer>>();
  readonly #connections = new Set<Connection>();
  readonly #holding = new Set<{ resumeHeld(): void }>();

  /** The world does not exist yet while its parts are made. */
  constructor(worldOf: () => World) {
    this.#worldOf = worldOf;
    this.links = new Links(() => this.#linksChanged());
  }

  get #world(): World {
    return this.#worldOf();
  }

  send(process: RunningProcess, message: RaftMessage): void {
    if (isResponse(message)) {
      process.inbound.get(message.rpcId)?.(message);
      return;
    }
    const peer = this.#peerOf(process, message.toAddress);
    if (message.type === 'installSnapshot') this.#install(process, peer, message);
    else if (message.type === 'appendEntries' && message.heartbeat) peer.heartbeats.send(message);
    else peer.log.send(message);
  }

  opened(connection: Connection): void {
    this.#connections.add(connection);
  }

  closed(connection: Connection): void {
    this.#connections.delete(connection);
  }

  hold(waiting: { resumeHeld(): void }): void {
    this.#holding.add(waiting);
  }

  latencyMs(): number {
    const { net } = this.#world.dice;
    const { delayMeanMs, delayPeakMs, delayPeakChance } = this.links.quality;
    const { latencyMeanMs } = this.#world.profile;
    const delay = 0.05 + net.exponential(latencyMeanMs + delayMeanMs);
    if (delayPeakChance === 0 || !net.chance(delayPeakChance)) return delay;
    return delay + net.between(0, delayPeakMs);
  }

  heal(): void {
    this.links.heal();
    for (const connection of this.#connections) connection.endSilence();
    for (const transfer of this.#transfers()) transfer.endSilence();
  }

  /** Every connection of this machine breaks at once. */
  dropConnections(machine: SimMachine): void {
    for (const connection of this.#connections) {
      if (connection.dialer === machine || connection.acceptor === machine) connection.reset();
    }
    for (const [process, peers] of this.#peers) {
      for (const [address, { transfer }] of peers) {
        if (process.machine === machine || address === machine.address) transfer?.interrupt();
      }
    }
  }

  processDied(process: RunningProcess): void {
    this.#peers.delete(process);
    for (const connection of this.#connections) {
      if (connection.dialer === process.machine) {
        connection.dialerGone();
        this.#connections.delete(connection);
      } else if (connection.process === process) connection.reset();
    }
    for (const transfer of this.#transfers()) {
      if (transfer.receiver === process) transfer.interrupt();
    }
  }

  connects(dialer: SimMachine, process: RunningProcess): boolean {
    for (const connection of this.#connections) {
      if (connection.dialer === dialer && connection.process === process) return true;
    }
    return false;
  }

  *#transfers(): Iterable<SnapshotTransfer> {
    for (const peers of this.#peers.values()) {
      for (const { transfer } of peers.values()) {
        if (transfer !== undefined) yield transfer;
      }
    }
  }

  #peerOf(process: RunningProcess, address: string): Peer {
    let peers = this.#peers.get(process);
    const known = peers?.get(address);
    if (known !== undefined) return known;
    peers ??= new Map<string, Peer>();
    this.#peers.set(process, peers);
    const peer: Peer = {
      heartbeats: new Outbound(process, this.#world),
      log: new Outbound(process, this.#world),
      transfer: undefined,
    };
    peers.set(address, peer);
    return peer;
  }

  #install(process: RunningProcess, peer: Peer, request: InstallSnapshot): void {
    if (peer.transfer !== undefined) {
      this.#world.scheduler.soon(() => {
        process.run(() => process.replica.rpcFailed(request.to, request.rpcId));
      });
      return;
    }
    peer.transfer = new SnapshotTransfer(process, request, this.#world, () => {
      peer.transfer = undefined;
    });
  }

  #linksChanged(): void {
    const holding = [...this.#holding];
    this.#holding.clear();
    for (const waiting of holding) waiting.resumeHeld();
  }
}

function isResponse(message: RaftMessage): message is RaftResponse {
  return message.type.endsWith('Response');
}
