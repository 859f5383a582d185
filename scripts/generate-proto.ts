// Turns proto/**/*.proto into src/api/gen/messages.{js,d.ts}. With --check it writes nothing and
// fails when the committed files are not what the protos say.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const protos = [
  'proto/kv.proto',
  'proto/mokv/v1/kv.proto',
  'proto/mokv/v1/cluster.proto',
  'proto/mokv/v1/access.proto',
  'proto/mokv/v1/gossip.proto',
  'proto/mokv/v1/log.proto',
  'proto/grpc/health/v1/health.proto',
  'proto/google/rpc/status.proto',
];
const outputs = ['messages.js', 'messages.d.ts'];
const genDir = 'src/api/gen';
const notice = '// Generated from proto/ by `npm run gen`. Do not edit.\n';

function generate(dir: string): void {
  const js = join(dir, 'messages.js');
  const dts = join(dir, 'messages.d.ts');
  const pbjsFlags =
    '-t static-module -w es6 --es6 --dependency protobufjs/minimal.js --force-number --no-delimited --no-verify --no-convert --no-typeurl --no-service';
  run('pbjs', [...pbjsFlags.split(' '), '-p', 'proto', '-o', js, ...protos]);
  run('pbts', ['-o', dts, js]);
  // protobufjs is CommonJS: Node gives its exports as the default import only.
  const code = readFileSync(js, 'utf8')
    .replace('import * as $protobuf', 'import $protobuf')
    // The default of a 64-bit field would be an object, and true, wherever a dependency brings the package `long`.
    .replaceAll(/\$util\.Long \? \$util\.Long\.fromBits\(0, ?0, ?(true|false)\) : 0/g, '0');
  writeFileSync(js, notice + code);
  const types = readFileSync(dts, 'utf8').replace(/^import Long = .*\n/m, '');
  writeFileSync(dts, notice + types);
}

function run(tool: string, args: string[]): void {
  execFileSync(process.execPath, [`node_modules/protobufjs-cli/bin/${tool}`, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

if (process.argv.includes('--check')) {
  const dir = mkdtempSync(join(tmpdir(), 'mokv-gen-'));
  generate(dir);
  const stale = outputs.filter(
    (file) => readFileSync(join(dir, file), 'utf8') !== readFileSync(join(genDir, file), 'utf8'),
  );
  rmSync(dir, { recursive: true });
  if (stale.length > 0) {
    process.stderr.write(`${genDir}/${stale.join(', ')} is stale: run 'npm run gen'\n`);
    process.exit(1);
  }
} else {
  generate(genDir);
}
