import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alert, Hold } from '../../src/alerts/alert.ts';
import { step } from '../../src/alerts/step.ts';

const subject = { type: 'server', key: 'sparrow/1', provider: 'sparrow', name: 'web' } as const;
const hold: Hold = { raiseMs: 30_000, clearMs: 60_000 };

type Told = { readonly phase: Alert['phase'] | 'calm'; readonly news: 'raised' | 'cleared' | null };

/** What each look led to. A look is its second and whether something was wrong; the first may be the first sight. */
function walk(
  looks: readonly (readonly [second: number, isWrong: boolean])[],
  isSeen = true,
  with_ = hold,
): Told[] {
  let alert: Alert | null = null;
  return looks.map(([second, isWrong], index) => {
    const look = {
      kind: 'cpu',
      subject,
      isWrong,
      isFirst: !isSeen && index === 0,
      at: second * 1_000,
    } as const;
    const next = step(alert, look, with_);
    alert = next.alert;
    return { phase: alert?.phase ?? 'calm', news: next.news };
  });
}

const phases = (told: readonly Told[]) => told.map(({ phase }) => phase);
const news = (told: readonly Told[]) => told.map((each) => each.news);

describe('an alert', () => {
  test.each<{
    name: string;
    looks: readonly (readonly [number, boolean])[];
    isSeen?: boolean;
    phases: readonly Told['phase'][];
    news: readonly Told['news'][];
  }>([
    {
      name: 'of a spike is none',
      looks: [
        [0, true],
        [10, true],
        [20, false],
        [30, true],
        [50, true],
      ],
      phases: ['rising', 'rising', 'calm', 'rising', 'rising'],
      news: [null, null, null, null, null],
    },
    {
      name: 'is raised when it held, once',
      looks: [
        [0, true],
        [29, true],
        [30, true],
        [40, true],
        [400, true],
      ],
      phases: ['rising', 'rising', 'raised', 'raised', 'raised'],
      news: [null, null, 'raised', null, null],
    },
    {
      name: 'of two slow readings in a row is raised by the second',
      looks: [
        [0, true],
        [600, true],
      ],
      phases: ['rising', 'raised'],
      news: [null, 'raised'],
    },
    {
      name: 'is cleared when it was well for long enough, once',
      looks: [
        [0, true],
        [30, true],
        [40, false],
        [99, false],
        [100, false],
        [200, false],
      ],
      phases: ['rising', 'raised', 'falling', 'falling', 'calm', 'calm'],
      news: [null, 'raised', null, null, 'cleared', null],
    },
    {
      name: 'outlives a dip without a word',
      looks: [
        [0, true],
        [30, true],
        [40, false],
        [50, true],
        [60, false],
        [110, true],
      ],
      phases: ['rising', 'raised', 'falling', 'raised', 'falling', 'raised'],
      news: [null, 'raised', null, null, null, null],
    },
    {
      name: 'of what was wrong at first sight is there, and no news; neither is its end',
      isSeen: false,
      looks: [
        [0, true],
        [60, true],
        [70, false],
        [130, false],
      ],
      phases: ['raised', 'raised', 'falling', 'calm'],
      news: [null, null, null, null],
    },
    {
      name: 'comes after a first sight that was well',
      isSeen: false,
      looks: [
        [0, false],
        [10, true],
        [40, true],
      ],
      phases: ['calm', 'rising', 'raised'],
      news: [null, null, 'raised'],
    },
    {
      name: 'holds anew when the clock was set back',
      looks: [
        [1_000, true],
        [10, true],
        [39, true],
        [40, true],
      ],
      phases: ['rising', 'rising', 'rising', 'raised'],
      news: [null, null, null, 'raised'],
    },
  ])('$name', (wanted) => {
    const told = walk(wanted.looks, wanted.isSeen ?? true);
    expect(phases(told)).toEqual(wanted.phases);
    expect(news(told)).toEqual(wanted.news);
  });

  test('without holds is raised and cleared at once', () => {
    const told = walk(
      [
        [0, true],
        [1, false],
        [1, true],
      ],
      true,
      { raiseMs: 0, clearMs: 0 },
    );
    expect(news(told)).toEqual(['raised', 'cleared', 'raised']);
  });

  const looks = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.boolean()), { maxLength: 60 })
    .map((gaps) => {
      let second = 0;
      return gaps.map(([gap, isWrong]): readonly [number, boolean] => {
        second += gap;
        return [second, isWrong];
      });
    });

  test('is told raised and cleared in turn, and never before it held', () => {
    fc.assert(
      fc.property(looks, fc.boolean(), (walked, isSeen) => {
        const told = walk(walked, isSeen);
        const words = news(told).filter((word) => word !== null);
        for (const [index, word] of words.entries())
          expect(word).toBe(index % 2 === 0 ? 'raised' : 'cleared');
        for (const [index, { news: word }] of told.entries()) {
          if (word === null) continue;
          const wanted = word === 'raised';
          const run = walked.slice(0, index + 1).reverse();
          const length = run.findIndex(([, isWrong]) => isWrong !== wanted);
          const held = run.slice(0, length === -1 ? run.length : length);
          const heldMs = ((held[0]?.[0] ?? 0) - (held.at(-1)?.[0] ?? 0)) * 1_000;
          expect(heldMs).toBeGreaterThanOrEqual(wanted ? hold.raiseMs : hold.clearMs);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('is gone after it was well for as long as it takes, whatever was before', () => {
    fc.assert(
      fc.property(looks, (walked) => {
        const last = walked.at(-1)?.[0] ?? 0;
        const told = walk([...walked, [last + 1, false], [last + 61, false]]);
        expect(told.at(-1)?.phase).toBe('calm');
      }),
      { numRuns: 500 },
    );
  });
});
