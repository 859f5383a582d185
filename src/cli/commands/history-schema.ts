import type { OutputSchemas } from '../output-schema.ts';
import { changeSchema } from './watch-schema.ts';

export const historySchemas: OutputSchemas = { history: { json: changeSchema } };
