import type { Logger } from '../../shared/logger.ts';
import { quoted } from '../../shared/quoted.ts';
import type { Member } from '../gossip/member.ts';
import type { GossipEvent } from '../gossip/output.ts';
import { EventLimiter } from '../transport/event-limiter.ts';
import type { GossipTransportEvent } from '../transport/gossip/gossip-transport-event.ts';
import { endpointText } from '../transport/gossip/ip-address.ts';

/** Writes what happens in the pool to the log; what strangers can cause at will, once in a while. */
export class GossipLog {
  readonly #log: Logger;
  readonly #limiter = new EventLimiter();

  constructor(log: Logger) {
    this.#log = log;
  }

  gossipEvent(event: GossipEvent): void {
    const log = this.#log;
    switch (event.type) {
      case 'memberJoin':
        log.info(factsOf(event.member), 'gossip member joined');
        break;
      case 'memberLeave':
        log.info(factsOf(event.member), 'gossip member left');
        break;
      case 'memberFailed':
        log.warn(factsOf(event.member), 'gossip member failed');
        break;
      case 'memberUpdate':
        log.info(factsOf(event.member), 'gossip member changed');
        break;
      case 'memberReap':
        log.info(factsOf(event.member), 'gossip member forgotten');
        break;
      case 'memberSuspected':
        log.info({ member: event.name, by: event.from }, 'gossip member suspected');
        break;
      case 'joined':
        log.info(
          { address: endpointText(event.endpoint), nodes: event.nodes },
          'joined the gossip pool',
        );
        break;
      case 'leaveFinished':
        log.info({}, 'left the gossip pool');
        break;
      case 'nameLost':
        log.error(
          { votes: event.votes, answers: event.answers },
          'another node has this name in the gossip pool: give each node a name of its own',
        );
        break;
      case 'refuted':
      case 'udpUnreachable':
      case 'nameConflict':
      case 'joinFailed':
      case 'pushPullFailed':
      case 'mergeRefused':
      case 'messageRefused':
        this.#trouble(event);
        break;
      case 'userEvent':
      case 'query':
      case 'keyQuery':
      case 'queryAck':
      case 'queryResponse':
      case 'keyResponse':
      case 'queryFinished':
        log.debug({ type: event.type }, 'gossip query or event');
        break;
    }
  }

  transportEvent({ type, remote, detail, suppressed }: GossipTransportEvent): void {
    const facts = { remote, detail, suppressed };
    this.#log.warn(facts, transportSentences[type]);
  }

  #trouble(event: Trouble): void {
    const suppressed = this.#limiter.admit(event.type, performance.now());
    if (suppressed === undefined) return;
    this.#log.warn({ ...troubleFacts(event), suppressed }, troubleSentences[event.type]);
  }
}

type Trouble = Extract<GossipEvent, { readonly type: keyof typeof troubleSentences }>;

const troubleSentences = {
  refuted: 'the gossip pool doubted this node, and it objected',
  udpUnreachable: 'a gossip member is reached over TCP but not over UDP: check the firewall',
  nameConflict: 'two nodes claim one name in the gossip pool',
  joinFailed: 'a gossip member could not be joined',
  pushPullFailed: 'the state of a gossip member could not be exchanged',
  mergeRefused: 'the state of a gossip member was not merged',
  messageRefused: 'a gossip message was refused',
} as const;

const transportSentences: Readonly<Record<GossipTransportEvent['type'], string>> = {
  label: 'a gossip packet of another pool was dropped',
  encryption: 'a gossip packet was dropped: it is not encrypted with a key of this node',
  checksum: 'a damaged gossip packet was dropped',
  compression: 'a gossip packet with malformed compressed data was dropped',
  compound: 'a truncated gossip packet was taken in part',
  empty: 'an empty gossip message was dropped',
  tooManyMessages: 'a gossip packet with too many messages was taken in part',
  flood: 'gossip packets were dropped: too many arrive',
  sendFailed: 'a gossip packet could not be sent',
  sendQueue: 'gossip packets were not sent: the system takes them too slowly',
  streamRefused: 'a gossip connection was refused',
  streamBroken: 'a gossip connection broke',
  listenerFailed: 'the gossip port has an error',
};

function factsOf({ name, address, port, incarnation }: Member): object {
  return { member: name, address: endpointText({ address, port }), incarnation };
}

function troubleFacts(event: Trouble): object {
  switch (event.type) {
    case 'refuted':
      return { accuser: event.accuser, incarnation: event.incarnation };
    case 'udpUnreachable':
      return { member: event.name };
    case 'nameConflict': {
      const { name, known, claimed } = event;
      return { member: name, known: endpointText(known), claimed: endpointText(claimed) };
    }
    case 'joinFailed':
      return { address: endpointText(event.endpoint), reason: event.reason };
    case 'pushPullFailed':
      return { address: endpointText(event.to), reason: event.reason };
    case 'mergeRefused':
      return { reason: quoted(event.reason) };
    case 'messageRefused':
      return { remote: endpointText(event.from), reason: event.reason };
  }
}
