import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { buildGoProgram, hasGo, hasGoModules } from '../support/go-program.ts';
import { rolesOf } from '../support/gossip-cluster.ts';
import { hasProgram } from '../support/has-program.ts';
import { NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { newKey, SerfPool } from '../support/serf-pool.ts';
import { untilEqual } from '../support/until-equal.ts';

const what = 'tests against real Serf agents';
const goDirectory = fileURLToPath(new URL('./serf/go', import.meta.url));

/** What an agent says to others in a pool of agents too: when it was away, and when others are. */
const refuted = /\[WARN\] memberlist: Refuting a (suspect|dead) message/;
const unreachable = [
  /\[ERR\] memberlist: Failed fallback (TCP )?ping: .*i\/o timeout/,
  /\[ERR\] memberlist: Push\/Pull with \S+ failed/,
];
/** What an agent says when it is told to leave. */
const leaving = [/Serf shutdown detected/, /use of closed network connection/];
const undecipherable =
  /error joining|No installed keys could decrypt|[Rr]emote state is (not )?encrypted/;

const whatGo = `${what} of version 0.10`;
const hasGoAgent = hasGo(whatGo) && hasGoModules(goDirectory, whatGo);
const agents = [
  { version: '0.9', isThere: hasProgram('serf', `${what} of version 0.9`) },
  { version: '0.10', isThere: hasGoAgent },
];

let built: ReturnType<typeof buildGoProgram> | undefined;

beforeAll(() => {
  if (hasGoAgent) built = buildGoProgram(goDirectory, 'github.com/hashicorp/serf/cmd/serf');
});
afterAll(() => built?.remove());

for (const { version, isThere } of agents) {
  describe.runIf(isThere).concurrent(`a pool with Serf ${version} agents`, () => {
    async function createPool(
      { onTestFinished, onTestFailed }: TestContext,
      { isEncrypted }: { readonly isEncrypted: boolean },
    ): Promise<SerfPool> {
      const program = version === '0.9' ? 'serf' : (built?.path ?? '');
      const pool = await SerfPool.create({ program, isEncrypted });
      onTestFinished(() => pool.close());
      onTestFailed(() => void process.stderr.write(pool.logs()));
      return pool;
    }

    for (const isEncrypted of [false, true]) {
      const kind = isEncrypted ? 'an encrypted' : 'a plain';

      it(`joins both ways, tells tags, events and queries, leaves and comes back in ${kind} pool`, async (context) => {
        const pool = await createPool(context, { isEncrypted });
        const alpha = await pool.agent('alpha');
        const bravo = await pool.agent('bravo');
        const mike = await pool.mokv('mike');
        const november = await pool.mokv('november');
        const all = [alpha, bravo, mike, november];
        const alive = { alpha: 'alive', bravo: 'alive', mike: 'alive', november: 'alive' };
        await pool.assemble([alpha], [mike, alpha], [bravo, mike], [november, bravo]);

        await mike.setTags({ role: 'changed', empty: '' });
        await alpha.setTags({ role: 'leader', text: 'schlüssel' });
        for (const viewer of all) {
          const tagsOf = async (name: string) =>
            (await viewer.members()).find((member) => member.name === name)?.tags;
          const what = `the tags that ${viewer.id} sees`;
          await untilEqual(what, () => tagsOf('mike'), { role: 'changed', empty: '' });
          const tags = { role: 'leader', text: 'schlüssel', kind: 'test' };
          await untilEqual(what, () => tagsOf('alpha'), tags);
        }
        await pool.expectViews(all, alive);

        await alpha.userEvent('deploy', 'of an agent');
        await mike.userEvent('deploy', 'of mokv');
        const events = ['deploy of an agent', 'deploy of mokv'];
        for (const { eventFile } of [alpha, bravo]) {
          const lines = async () => (await readFile(eventFile, 'utf8')).trim().split('\n').sort();
          await untilEqual(`events in ${eventFile}`, () => lines().catch(() => []), events);
        }
        for (const member of [mike, november]) {
          const lines = async () =>
            (await member.happenings())
              .flatMap((one) => (one.type === 'userEvent' ? [`${one.name} ${one.payload}`] : []))
              .sort();
          await untilEqual(`events of ${member.id}`, lines, events);
        }

        const names = Object.keys(alive);
        for (const asking of [alpha, november]) {
          const answer = await asking.query('echo', `to ${asking.id}`);
          const responses = Object.fromEntries(names.map((name) => [name, `to ${asking.id}`]));
          expect(answer).toEqual({ acks: names, responses });
        }
        expect(await alpha.serf('rtt', 'bravo', 'mike')).toMatch(/rtt: \d+\.\d+ ms/);
        expect(await alpha.serf('reachability')).toContain('Successfully contacted all live nodes');

        await Promise.all([bravo.leave(), november.leave()]);
        const afterLeave = { ...alive, bravo: 'left', november: 'left' };
        await pool.expectViews([alpha, mike], afterLeave);
        await bravo.start(mike);
        await pool.expectViews([alpha, mike], { ...alive, november: 'left' });
        await november.start(alpha);
        await pool.expectViews(all, alive);
        expect(pool.troubles(refuted, ...leaving)).toEqual([]);
      });

      it(`sees members of both kinds die and come back in ${kind} pool`, async (context) => {
        const pool = await createPool(context, { isEncrypted });
        const alpha = await pool.agent('alpha');
        const bravo = await pool.agent('bravo');
        const mike = await pool.mokv('mike');
        const alive = { alpha: 'alive', bravo: 'alive', mike: 'alive' };
        await pool.assemble([alpha], [mike, alpha], [bravo, alpha]);
        await pool.untilRemembered(alpha, bravo, mike);

        await mike.kill();
        await pool.expectViews([alpha, bravo], { ...alive, mike: 'failed' });
        await mike.start();
        await pool.expectViews([alpha, bravo, mike], alive);
        await bravo.kill();
        await pool.expectViews([alpha, mike], { ...alive, bravo: 'failed' });
        await bravo.start();
        await pool.expectViews([alpha, bravo, mike], alive);
        expect(pool.troubles(refuted, ...unreachable)).toEqual([]);
      });
    }

    it('sees members of both kinds hang and come back', async (context) => {
      const pool = await createPool(context, { isEncrypted: true });
      const alpha = await pool.agent('alpha');
      const bravo = await pool.agent('bravo');
      const mike = await pool.mokv('mike');
      const alive = { alpha: 'alive', bravo: 'alive', mike: 'alive' };
      await pool.assemble([alpha], [mike, alpha], [bravo, mike]);
      mike.pause();
      await pool.expectViews([alpha, bravo], { ...alive, mike: 'failed' });
      mike.resume();
      await pool.expectViews([alpha, bravo, mike], alive);
      bravo.pause();
      await pool.expectViews([alpha, mike], { ...alive, bravo: 'failed' });
      bravo.resume();
      await pool.expectViews([alpha, bravo, mike], alive);
      expect(pool.troubles(refuted, ...unreachable)).toEqual([]);
    });

    it('makes failed members leave by force, forgets them, and takes them back', async (context) => {
      const pool = await createPool(context, { isEncrypted: false });
      const alpha = await pool.agent('alpha');
      const bravo = await pool.agent('bravo');
      const mike = await pool.mokv('mike');
      const alive = { alpha: 'alive', bravo: 'alive', mike: 'alive' };
      await pool.assemble([alpha], [mike, alpha], [bravo, alpha]);
      await pool.untilRemembered(alpha, bravo, mike);

      await bravo.kill();
      await pool.expectViews([alpha, mike], { ...alive, bravo: 'failed' });
      await mike.forceLeave('bravo');
      await pool.expectViews([alpha, mike], { ...alive, bravo: 'left' });
      await alpha.serf('force-leave', '-prune', 'bravo');
      await pool.expectViews([alpha, mike], { alpha: 'alive', mike: 'alive' });
      await bravo.start(mike);
      await pool.expectViews([alpha, bravo, mike], alive);

      await mike.kill();
      await pool.expectViews([alpha, bravo], { ...alive, mike: 'failed' });
      await bravo.serf('force-leave', 'mike');
      await pool.expectViews([alpha, bravo], { ...alive, mike: 'left' });
      await mike.start(bravo);
      await pool.expectViews([alpha, bravo, mike], alive);

      await alpha.serf('force-leave', 'mike');
      await mike.forceLeave('alpha');
      await pool.expectViews([alpha, bravo, mike], alive);
      expect(pool.troubles(refuted, ...unreachable)).toEqual([]);
    });

    it('rotates the keys of the pool from both kinds', async (context) => {
      const pool = await createPool(context, { isEncrypted: true });
      const alpha = await pool.agent('alpha');
      const bravo = await pool.agent('bravo');
      const mike = await pool.mokv('mike');
      const all = [alpha, bravo, mike];
      const alive = { alpha: 'alive', bravo: 'alive', mike: 'alive' };
      const [first, second, third] = [pool.key ?? '', newKey(), newKey()];
      await pool.assemble([alpha], [mike, alpha], [bravo, mike]);

      for (const change of [`-install=${second}`, `-use=${second}`, `-remove=${first}`]) {
        await alpha.serf('keys', change);
      }
      const list = await bravo.serf('keys', '-list');
      expect(list).toContain('Keys gathered, listing cluster keys...');
      expect(list).toContain(`${second}  [3/3]`);
      expect(list).not.toContain(first);

      const done = { result: true, keys: [] };
      const allDone = { alpha: done, bravo: done, mike: done };
      expect(await mike.keys('install', third)).toMatchObject(allDone);
      expect(await mike.keys('use', third)).toMatchObject(allDone);
      expect(await mike.keys('remove', second)).toMatchObject(allDone);
      const listed = { result: true, keys: [third] };
      expect(await mike.keys('list')).toEqual({ alpha: listed, bravo: listed, mike: listed });
      for (const { id } of all) {
        expect(JSON.parse(await readFile(pool.keyFileOf(id), 'utf8'))).toEqual([third]);
      }

      const late = await pool.mokv('late', { key: third });
      const lateAgent = await pool.agent('late-agent', { key: third });
      await late.start(alpha);
      await pool.expectViews([...all, late], { ...alive, late: 'alive' });
      await lateAgent.start(mike);
      const everybody = [...all, late, lateAgent];
      await pool.expectViews(everybody, { ...alive, late: 'alive', 'late-agent': 'alive' });
      expect(pool.troubles()).toEqual([]);
    });

    it('keeps members with another key or none out', async (context) => {
      const pool = await createPool(context, { isEncrypted: true });
      const alpha = await pool.agent('alpha');
      const mike = await pool.mokv('mike');
      await pool.assemble([alpha], [mike, alpha]);
      const otherKey = { key: newKey() };
      const strangers = [
        await pool.mokv('other', otherKey),
        await pool.mokv('plain', { key: undefined }),
      ];
      for (const stranger of strangers) {
        await stranger.start(alpha, mike);
        await until(`${stranger.id} to fail twice`, async () => {
          const happenings = await stranger.happenings();
          return happenings.filter(({ type }) => type === 'joinFailed').length >= 2 || undefined;
        });
        await pool.expectViews([stranger], { [stranger.id]: 'alive' });
      }
      const otherAgent = await pool.agent('other-agent', otherKey);
      await otherAgent.start();
      await expect(otherAgent.serf('join', mike.address)).rejects.toThrow('Command failed');
      await pool.expectViews([alpha, mike], { alpha: 'alive', mike: 'alive' });
      await pool.expectViews([otherAgent], { 'other-agent': 'alive' });
      expect(pool.troubles(undecipherable)).toEqual([]);
    });

    it('has a node of mokv as a member, which follows a rotation of the keys', async (context) => {
      const pool = await createPool(context, { isEncrypted: true });
      const node = await NodeProcess.create(pool.home, ['--node-name', 'node']);
      context.onTestFinished(async () => void (await node.end('SIGKILL')));
      context.onTestFailed(() => void process.stderr.write(node.log));
      await node.start();
      const keyFile = join(pool.home, '.mokv', 'gossip.key');
      const [first, second] = [await readFile(keyFile, 'utf8'), newKey()];
      const alpha = await pool.agent('alpha', { key: first.trim() });
      const alive = { alpha: 'alive', node: 'alive' };
      await alpha.start({ address: `127.0.0.1:${node.ports.gossip}` });
      await pool.expectViews([alpha], alive);
      expect(await alpha.serf('members', '-detailed')).toContain(`rpc_addr=${node.endpoint}`);
      expect(await alpha.serf('keys', '-list')).toContain(`${first.trim()}  [2/2]`);

      for (const change of [`-install=${second}`, `-use=${second}`, `-remove=${first.trim()}`]) {
        await alpha.serf('keys', change);
      }
      expect(JSON.parse(await readFile(keyFile, 'utf8'))).toEqual([second]);
      expect(await alpha.serf('reachability')).toContain('Successfully contacted all live nodes');
      expect(`${node.log} ${alpha.log}`).not.toMatch(
        /member (failed|suspected)|EventMemberFailed|Suspect/,
      );
      expect(pool.troubles()).toEqual([]);

      expect(await node.end('SIGTERM')).toBe(0);
      await node.start();
      expect(await alpha.serf('keys', '-list')).toContain(`${second}  [2/2]`);
      await pool.expectViews([alpha], alive);
      expect(await rolesOf(node)).toEqual({ node: 'leader' });
    });

    it('decides by vote who may keep a name', async (context) => {
      const pool = await createPool(context, { isEncrypted: false });
      const alpha = await pool.agent('alpha');
      const bravo = await pool.agent('bravo');
      const mike = await pool.mokv('mike');
      const november = await pool.mokv('november');
      const all = [alpha, bravo, mike, november];
      const alive = { alpha: 'alive', bravo: 'alive', mike: 'alive', november: 'alive' };
      await pool.assemble([alpha], [mike, alpha], [bravo, mike], [november, alpha]);
      const before = await alpha.members();

      const secondMike = await pool.mokv('mike');
      await secondMike.start(alpha);
      await until('the second mike to give its name up', async () => {
        const happenings = await secondMike.happenings();
        return happenings.some(({ type }) => type === 'nameLost') || undefined;
      });
      const secondBravo = await pool.mokv('bravo');
      await secondBravo.start(mike);
      await until('the second bravo to give its name up', async () => {
        const happenings = await secondBravo.happenings();
        return happenings.some(({ type }) => type === 'nameLost') || undefined;
      });
      const agentMike = await pool.agent('mike');
      await agentMike.start(bravo).catch(() => undefined);
      await until('the agent mike to end', () => !agentMike.isRunning || undefined);
      await pool.expectViews(all, alive);
      expect(sortedByName(await alpha.members())).toEqual(sortedByName(before));
    });
  });
}

function sortedByName<Named extends { readonly name: string }>(members: readonly Named[]) {
  return members.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
