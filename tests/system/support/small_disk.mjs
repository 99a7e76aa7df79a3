// A disk of the database that can be filled: a file system in memory, to which tables are moved.
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { kSuperuser, sql } from './database.mjs';

const run = promisify(execFile);
const kSpace = 'nx_small';

export class SmallDisk {
  #folder;
  #tables;

  constructor(folder, tables) {
    this.#folder = folder;
    this.#tables = tables;
  }

  // Only root may mount: throws for anybody else.
  static async mount(tables) {
    const folder = mkdtempSync('/tmp/nx-small-disk-');
    try {
      await run('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]);
    } catch (error) {
      rmdirSync(folder);
      throw error;
    }
    const disk = new SmallDisk(folder, tables);
    await disk.#moveIn();
    return disk;
  }

  async #moveIn() {
    chmodSync(this.#folder, 0o755);
    await run('install', ['-d', '-o', 'postgres', '-m', '700', `${this.#folder}/data`]);
    await sql(`create tablespace ${kSpace} location '${this.#folder}/data'`, kSuperuser);
    await this.#moveTo(kSpace);
  }

  async #moveTo(space) {
    for (const table of this.#tables) {
      await sql(`alter table nx.${table} set tablespace ${space}`, kSuperuser);
    }
  }

  // Not a byte is left.
  fill() {
    const { bavail, bsize } = statfsSync(this.#folder);
    writeFileSync(`${this.#folder}/filler`, Buffer.alloc(bavail * bsize));
  }

  free() {
    rmSync(`${this.#folder}/filler`, { force: true });
  }

  async close() {
    this.free();
    await this.#moveTo('pg_default');
    await sql(`drop tablespace ${kSpace}`, kSuperuser);
    await run('umount', [this.#folder]);
    rmdirSync(this.#folder);
  }
}
