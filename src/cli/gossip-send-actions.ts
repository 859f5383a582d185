import type { CommandContext } from './command-context.ts';
import { withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import type { GossipOptions } from './gossip-actions.ts';
import { payloadRecord, payloadText } from './gossip-view.ts';
import { isJson, printResult, write } from './output.ts';
import { readValue } from './value-input.ts';

/** What an event or query is called and carries; the payload as of `mokv set`, undefined for none. */
export interface PoolMessage {
  readonly name: string;
  readonly payload: string | undefined;
}

export async function sendEvent(
  context: CommandContext,
  message: PoolMessage,
  options: GossipOptions,
): Promise<void> {
  const { name } = message;
  const payload = await readPayload(context, message);
  await withClient(context, options, ({ gossip }, call) => gossip.sendEvent(name, payload, call));
  await printResult(context, options, { text: 'OK', record: { name, bytes: payload.length } });
}

/** Each answer as it comes. */
export async function queryPool(
  context: CommandContext,
  message: PoolMessage,
  options: GossipOptions,
): Promise<void> {
  const payload = await readPayload(context, message);
  await withClient(context, options, async ({ gossip }, call) => {
    for await (const answer of gossip.query(message.name, payload, call)) {
      const { name, type } = answer;
      const isAnswer = type === 'response';
      const record = { name, type, ...(isAnswer ? payloadRecord(answer.payload) : {}) };
      const cells = [name, type, ...(isAnswer ? [payloadText(answer.payload)] : [])];
      const line = isJson(options.output)
        ? JSON.stringify(record)
        : cells.map(escapeLine).join('\t');
      await write(context.stdout, `${line}\n`);
    }
  });
}

async function readPayload(context: CommandContext, message: PoolMessage): Promise<Uint8Array> {
  const { payload } = message;
  if (payload === undefined) return new Uint8Array();
  return await readValue(context, { argument: payload, isLiteral: false, isBase64: false });
}
