/** A screen has some 60 rows, each of which is measured as a whole and in parts. */
const most = 256;

/**
 * Takes the place of `quick-lru`, of which Ink has two: they remember 4,096 to 8,192 texts each. Rows tell ages, which
 * move: within hours that is MiB of rows that never come again. This remembers the newest 256 to 512.
 */
// biome-ignore lint/style/noDefaultExport: as the module it stands for
export default class SmallCache<Key, Value> {
  #fresh = new Map<Key, Value>();
  #stale = new Map<Key, Value>();

  get(key: Key): Value | undefined {
    const known = this.#fresh.get(key);
    if (known !== undefined) return known;
    const older = this.#stale.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: Key, value: Value): this {
    if (this.#fresh.size >= most) {
      this.#stale = this.#fresh;
      this.#fresh = new Map();
    }
    this.#fresh.set(key, value);
    return this;
  }
}
