import { AbuseLimits } from './abuse-limits.ts';
import { broken, ConnectionError, wrongSize } from './connection-error.ts';
import { Exchanges, type Opened } from './exchanges.ts';
import { type Frame, FrameSplitter, uint32At } from './frame-splitter.ts';
import { HeaderBlocks } from './header-blocks.ts';
import { Output } from './output.ts';
import { initialWindowIn } from './peer-settings.ts';
import { clientPreface, errorCode, flag, frameType, setting } from './protocol.ts';
import { streamWindowBytes } from './receiving.ts';
import { listBytesMax, RequestFields } from './request-fields.ts';
import { concurrentStreamsMax } from './stream-table.ts';

/** What a connection tells. */
export interface ConnectionEvents {
  readonly opened: Opened;
  /** The peer has said its preface. */
  settled(): void;
  /** A ping of this side has been answered. */
  ponged(): void;
  /** There is something to take, for the first time since it was taken last. */
  hasOutput(): void;
}

const pingPayload = Buffer.from('mokvping', 'latin1');

/**
 * One connection of HTTP/2, on the side of the server (RFC 9113). It is told what arrives and when, and gives
 * what is to be sent; it has no socket, no clock and no timer.
 *
 *     preface ──▶ settings ──▶ open ──close()──▶ closing ──last stream──▶ finished
 *        └───────────┴───────────┴──a rule is broken─┴───────────────────────▲
 */
export class ServerConnection {
  readonly #events: ConnectionEvents;
  readonly #output: Output;
  readonly #exchanges: Exchanges;
  readonly #abuse = new AbuseLimits();
  readonly #fields = new RequestFields();
  readonly #splitter = new FrameSplitter((frame) => this.#frame(frame));
  readonly #headerBlocks = new HeaderBlocks();
  #state: 'preface' | 'settings' | 'open' | 'closing' | 'finished' = 'preface';
  #prefaceBytes = 0;

  constructor(events: ConnectionEvents) {
    this.#events = events;
    this.#output = new Output(() => events.hasOutput());
    this.#exchanges = new Exchanges(this.#output, this.#abuse, events.opened);
  }

  /** Says the preface of the server. */
  start(): void {
    this.#output.settings([
      [setting.maxConcurrentStreams, concurrentStreamsMax],
      [setting.initialWindowSize, streamWindowBytes],
      [setting.maxHeaderListSize, listBytesMax],
    ]);
    this.#exchanges.start();
  }

  /** Nothing more is to be expected: when all is written, the socket is to be closed. */
  get isFinished(): boolean {
    const isDrained = this.#state === 'closing' && this.#exchanges.isEmpty;
    return isDrained || this.#state === 'finished';
  }

  /** @param nowMs of a clock that never goes back */
  receive(chunk: Buffer, nowMs: number): void {
    if (this.isFinished) return;
    this.#abuse.nowMs = nowMs;
    try {
      const start = this.#state === 'preface' ? this.#preface(chunk) : 0;
      if (start < chunk.length) this.#splitter.push(chunk, start);
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      this.#fail(error);
    }
  }

  /** What is to be written now. Whoever waits for room is told first, so that it can leave together. */
  takeOutput(): readonly Buffer[] {
    this.#output.rearm();
    this.#exchanges.sending.tellSent();
    this.#exchanges.dismissAnswered();
    return this.#output.take();
  }

  /** What was taken has been written. */
  outputWritten(): void {
    this.#output.reuse();
  }

  /** The socket has enough to write: data waits. */
  holdBack(): void {
    this.#exchanges.sending.holdBack();
  }

  goOn(): void {
    this.#exchanges.sending.goOn();
  }

  ping(): void {
    this.#output.ping(0, pingPayload);
  }

  /** Asks the peer to open no more streams; those that are open may end. */
  close(): void {
    if (this.#state === 'closing' || this.isFinished) return;
    this.#state = 'closing';
    this.#exchanges.acceptNoMore();
    this.#output.goAway(this.#exchanges.lastAcceptedId, errorCode.noError, '');
  }

  /** The peer is gone. */
  lost(): void {
    this.#state = 'finished';
    this.#exchanges.abortAll();
  }

  /** @returns what of the chunk lies behind it. */
  #preface(chunk: Buffer): number {
    const rest = clientPreface.subarray(this.#prefaceBytes);
    const length = Math.min(rest.length, chunk.length);
    if (chunk.compare(rest, 0, length, 0, length) !== 0) {
      throw broken('it does not begin as HTTP/2');
    }
    this.#prefaceBytes += length;
    if (length === rest.length) this.#state = 'settings';
    return length;
  }

  #frame(frame: Frame): void {
    if (this.isFinished) return;
    if (this.#state === 'settings') this.#settle(frame);
    if (this.#headerBlocks.isOpen && frame.type !== frameType.continuation) {
      throw broken('a header block is interrupted');
    }
    switch (frame.type) {
      case frameType.data:
        this.#exchanges.data(frame);
        break;
      case frameType.headers:
        this.#headers(frame);
        break;
      case frameType.continuation:
        if (this.#headerBlocks.continue(frame)) this.#headersEnded();
        break;
      case frameType.rstStream:
        this.#exchanges.reset(frame);
        break;
      case frameType.windowUpdate:
        this.#exchanges.windowUpdate(frame);
        break;
      default:
        this.#frameOfConnection(frame);
    }
  }

  #frameOfConnection(frame: Frame): void {
    switch (frame.type) {
      case frameType.settings:
        this.#settings(frame);
        break;
      case frameType.ping:
        this.#ping(frame);
        break;
      case frameType.goAway:
        this.#goAway(frame);
        break;
      case frameType.priority:
        this.#priority(frame);
        break;
      case frameType.pushPromise:
        throw broken('a client pushes nothing');
      default: // of an extension, which nobody has agreed upon (RFC 9113 §5.5)
        this.#abuse.countIdleFrame();
    }
  }

  #settle({ type, flags }: Frame): void {
    if (type !== frameType.settings || (flags & flag.ack) !== 0) {
      throw broken('the first frame is not SETTINGS');
    }
    this.#state = 'open';
    this.#events.settled();
  }

  #headers(frame: Frame): void {
    if (frame.streamId % 2 === 0) throw broken('a client opens streams of odd numbers');
    if (this.#headerBlocks.begin(frame)) this.#headersEnded();
  }

  /** Every block is decoded, wanted or not: the next one builds on it. */
  #headersEnded(): void {
    this.#fields.clear();
    this.#headerBlocks.decode(this.#fields);
    this.#exchanges.headers(this.#headerBlocks, this.#fields);
  }

  #settings(frame: Frame): void {
    if (frame.streamId !== 0) throw broken('SETTINGS is about the connection');
    if ((frame.flags & flag.ack) !== 0) {
      if (frame.end !== frame.start) throw wrongSize('SETTINGS');
      this.#abuse.countIdleFrame();
      return;
    }
    const windowBytes = initialWindowIn(frame);
    this.#output.settingsAck(); // before what is sent because of them
    const { sending } = this.#exchanges;
    if (windowBytes !== undefined) sending.changeStreamWindow(windowBytes, this.#exchanges.all());
  }

  #ping({ streamId, flags, bytes, start, end }: Frame): void {
    if (streamId !== 0) throw broken('PING is about the connection');
    if (end - start !== pingPayload.length) throw wrongSize('PING');
    if ((flags & flag.ack) === 0) this.#output.ping(flag.ack, bytes.subarray(start, end));
    else this.#events.ponged();
  }

  /** The peer opens no more streams. */
  #goAway({ streamId, start, end }: Frame): void {
    if (streamId !== 0) throw broken('GOAWAY is about the connection');
    if (end - start < 8) throw wrongSize('GOAWAY');
    this.close();
  }

  /** Priorities are ignored, but for their form (RFC 9113 §5.3.2). */
  #priority({ streamId, bytes, start, end }: Frame): void {
    if (streamId === 0) throw broken('PRIORITY is about a stream');
    if (end - start !== 5) throw wrongSize('PRIORITY');
    if ((uint32At(bytes, start) & 0x7fff_ffff) === streamId) {
      throw broken('a stream depends on itself');
    }
    this.#abuse.countIdleFrame();
  }

  #fail({ code, message }: ConnectionError): void {
    this.lost();
    this.#output.goAway(this.#exchanges.lastAcceptedId, code, message);
  }
}
