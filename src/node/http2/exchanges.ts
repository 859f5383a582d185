import type { AbuseLimits } from './abuse-limits.ts';
import { broken, ConnectionError, wrongSize } from './connection-error.ts';
import { type Frame, uint32At } from './frame-splitter.ts';
import type { Output } from './output.ts';
import { type ErrorCode, errorCode, flag, frameType } from './protocol.ts';
import { Receiving } from './receiving.ts';
import type { RequestFields } from './request-fields.ts';
import { Sending } from './sending.ts';
import { ServerStream, type StreamHost } from './server-stream.ts';
import { StreamTable } from './stream-table.ts';
import { unpadded } from './unpadded.ts';

/** A header block: whose it is, and whether nothing follows. */
interface Block {
  readonly streamId: number;
  readonly endsStream: boolean;
}

/** A request has begun. The fields are valid during this call, in which the stream gets its reader. */
export type Opened = (stream: ServerStream, fields: RequestFields) => void;

/**
 * The streams of a connection and what happens on them (RFC 9113 §5.1). A rule that a peer breaks on a stream
 * costs it that stream, any other its connection.
 */
export class Exchanges implements StreamHost {
  readonly sending: Sending;
  readonly #receiving: Receiving;
  readonly #streams = new StreamTable();
  readonly #output: Output;
  readonly #abuse: AbuseLimits;
  readonly #opened: Opened;
  /** Answered in full; who is still sending then is asked to stop. */
  #answered: ServerStream[] = [];
  #acceptsMore = true;

  constructor(output: Output, abuse: AbuseLimits, opened: Opened) {
    this.#output = output;
    this.#abuse = abuse;
    this.#opened = opened;
    this.sending = new Sending(output);
    this.#receiving = new Receiving(output);
  }

  get isEmpty(): boolean {
    return this.#streams.isEmpty;
  }

  get lastAcceptedId(): number {
    return this.#streams.lastAcceptedId;
  }

  all(): Iterable<ServerStream> {
    return this.#streams.all();
  }

  start(): void {
    this.#receiving.start();
  }

  /** What the peer opens from now on comes to nothing. */
  acceptNoMore(): void {
    this.#acceptsMore = false;
    this.#streams.acceptNoMore();
  }

  /** Ends every stream. */
  abortAll(): void {
    for (const stream of this.#streams.all()) this.#abort(stream);
  }

  /** Asks whoever still sends after the answer to stop (RFC 9113 §8.1), and frees its place. */
  dismissAnswered(): void {
    if (this.#answered.length === 0) return;
    const answered = this.#answered;
    this.#answered = [];
    for (const stream of answered) {
      if (stream.isClosed) continue;
      this.#output.reset(stream.id, errorCode.noError);
      this.#streams.ignore(stream.id);
      this.#forget(stream);
    }
  }

  /** The fields of a request, or of its end. */
  headers(block: Block, fields: RequestFields): void {
    const { streamId } = block;
    const stream = this.#streams.get(streamId);
    if (stream !== undefined) {
      this.#trailers(stream, block, fields);
      return;
    }
    if (this.#streams.absence(streamId) !== 'idle') {
      this.#checkAbsent(streamId, frameType.headers);
      return;
    }
    this.#streams.see(streamId);
    if (!this.#acceptsMore) return;
    const refusal = this.#refusalOf(fields);
    if (refusal === undefined) this.#open(block, fields);
    else this.#refuse(streamId, refusal);
  }

  /** DATA */
  data(frame: Frame): void {
    const { streamId, start, end } = frame;
    const payload = unpadded(frame);
    const stream = this.#streams.get(streamId);
    if (stream === undefined) this.#checkAbsent(streamId, frameType.data);
    this.#receiving.arrived(end - start);
    if (stream === undefined) return;
    const dataBytes = payload.end - payload.start;
    const fault = this.#faultOfData(stream, end - start, dataBytes);
    if (fault !== undefined) {
      this.#resetStream(stream, fault);
      return;
    }
    const endsStream = (frame.flags & flag.endStream) !== 0;
    if (dataBytes > 0) this.#hand(stream, frame.bytes.subarray(payload.start, payload.end));
    else if (!endsStream) this.#abuse.countIdleFrame();
    if (endsStream && !stream.isClosed) this.#peerEnded(stream);
  }

  /** RST_STREAM */
  reset({ streamId, start, end }: Frame): void {
    if (end - start !== 4) throw wrongSize('RST_STREAM');
    const stream = this.#streams.get(streamId);
    if (stream === undefined) this.#checkAbsent(streamId, frameType.rstStream);
    else this.#abort(stream);
    this.#abuse.countReset(); // of what was answered meanwhile, too
  }

  /** WINDOW_UPDATE */
  windowUpdate({ streamId, bytes, start, end }: Frame): void {
    if (end - start !== 4) throw wrongSize('WINDOW_UPDATE');
    const increment = uint32At(bytes, start) & 0x7fff_ffff;
    if (streamId === 0) {
      if (increment === 0) throw broken('a window grows by nothing');
      this.sending.widen(increment);
      return;
    }
    const stream = this.#streams.get(streamId);
    if (stream === undefined) {
      this.#checkAbsent(streamId, frameType.windowUpdate);
    } else if (increment === 0) {
      this.#resetStream(stream, errorCode.protocolError);
    } else if (!this.sending.widenStream(stream, increment)) {
      this.#resetStream(stream, errorCode.flowControlError);
    }
  }

  sendHead(stream: ServerStream, block: Uint8Array): void {
    this.#output.headers(stream.id, 0, block);
  }

  sendData(stream: ServerStream, bytes: Uint8Array, sent: (() => void) | undefined): void {
    this.sending.data(stream, bytes, sent);
  }

  sendEnd(stream: ServerStream, block: Uint8Array): void {
    this.sending.end(stream, block);
  }

  sendingEnded(stream: ServerStream): void {
    if (stream.receive.hasEnded) this.#forget(stream);
    else this.#answered.push(stream);
  }

  read(stream: ServerStream, bytes: number): void {
    this.#receiving.read(stream.id, stream.receive, bytes);
  }

  #refusalOf(fields: RequestFields): ErrorCode | undefined {
    if (fields.isTooLarge) return errorCode.enhanceYourCalm;
    if (!fields.isRequest) return errorCode.protocolError;
    return this.#streams.isFull ? errorCode.refusedStream : undefined;
  }

  #refuse(streamId: number, code: ErrorCode): void {
    this.#output.reset(streamId, code);
    this.#streams.ignore(streamId);
    // Before it has heard how many there may be, an honest client opens too many.
    if (code !== errorCode.refusedStream) this.#abuse.countReset();
  }

  #open({ streamId, endsStream }: Block, fields: RequestFields): void {
    const stream = new ServerStream(streamId, this.sending.open(), this);
    if (fields.contentLength !== undefined) stream.declaredBytes = Number(fields.contentLength);
    this.#streams.add(stream);
    this.#opened(stream, fields);
    if (endsStream && !stream.isClosed) this.#peerEnded(stream);
  }

  #trailers(stream: ServerStream, { endsStream }: Block, fields: RequestFields): void {
    if (stream.receive.hasEnded) this.#resetStream(stream, errorCode.streamClosed);
    else if (fields.isTooLarge) this.#resetStream(stream, errorCode.enhanceYourCalm);
    else if (endsStream && fields.isTrailers) this.#peerEnded(stream);
    else this.#resetStream(stream, errorCode.protocolError);
  }

  #faultOfData(stream: ServerStream, frameBytes: number, dataBytes: number): ErrorCode | undefined {
    if (stream.receive.hasEnded) return errorCode.streamClosed;
    if (!this.#receiving.arrivedOn(stream.receive, frameBytes, dataBytes)) {
      return errorCode.flowControlError;
    }
    if (stream.declaredBytes === undefined) return undefined;
    stream.declaredBytes -= dataBytes;
    return stream.declaredBytes < 0 ? errorCode.protocolError : undefined;
  }

  #hand(stream: ServerStream, bytes: Buffer): void {
    if (stream.reader === undefined || stream.isAnswered) stream.read(bytes.length);
    else stream.reader.received(bytes);
  }

  #peerEnded(stream: ServerStream): void {
    if (stream.declaredBytes !== undefined && stream.declaredBytes > 0) {
      this.#resetStream(stream, errorCode.protocolError);
      return;
    }
    stream.receive.hasEnded = true;
    if (!stream.isAnswered) stream.reader?.ended();
    else if (stream.send.hasEnded) this.#forget(stream);
  }

  /** A frame is about a stream that is not open. @throws ConnectionError when it cannot be right. */
  #checkAbsent(streamId: number, type: number): void {
    const isLate = type === frameType.rstStream || type === frameType.windowUpdate;
    switch (this.#streams.absence(streamId)) {
      case 'idle':
        throw broken('a frame is about a stream that is not open');
      case 'ignored':
        return;
      case 'skipped':
        if (isLate) return;
        throw broken('a stream is opened after a later one');
      case 'closed':
        if (isLate) return;
        throw new ConnectionError(
          errorCode.streamClosed,
          'a frame is about a stream that is closed',
        );
    }
  }

  #resetStream(stream: ServerStream, code: ErrorCode): void {
    this.#output.reset(stream.id, code);
    this.#streams.ignore(stream.id);
    this.#abort(stream);
    this.#abuse.countReset();
  }

  #abort(stream: ServerStream): void {
    const { reader, isAnswered } = stream;
    this.#forget(stream);
    if (!isAnswered) reader?.aborted();
  }

  #forget(stream: ServerStream): void {
    stream.isClosed = true;
    this.#streams.remove(stream.id);
    this.sending.drop(stream);
    this.#receiving.drop(stream.receive);
  }
}
